"""The experiments of experiments/TshirtPullover in plain PyTorch, in one process, written independently of Reproducible's code.

It draws its own labels, weights and orders, so its numbers are another sample of the same protocol, not a copy: its mean per
strategy should lie inside the interval that Reproducible prints.

Debian 12: apt-get install python3-torch python3-numpy dataset-fashion-mnist
Run:       OMP_NUM_THREADS=1 python3 benchmarks/peer/tshirt_pullover.py [--seeds 10] [--source results/store/<source id>/weights.safetensors]

The work is that of `dotnet cake --target=Experiments`: a source of eight classes, five strategies of ten seeds, a look at the validation split
after each epoch, one test a run, and each run's weights, epochs and facts in files (--output). A run that starts from the source normalises
images as the source did. Frozen stages compute without a graph for the backward pass, in every epoch; --cache keeps what they gave.

Reproducible's intervals speak of its one source model. With --source this script starts from that same source; without it, it trains a
source of its own, and the strategies that keep most of the source move with it.
"""
import argparse
import json
import os
import struct
import tempfile
import time

import numpy as np
import torch

import fitting
import protocol
from protocol import Net, Normalise

SOURCE_CLASSES = [1, 3, 4, 5, 6, 7, 8, 9]
GROUPS = torch.tensor([0, 1, 0, 2, 0, 3, 0, 3, 4, 3])  # top, trouser, dress, shoe, bag
TOP = 0

SOURCE = dict(epochs=4, batch=128, rate=0.01)
SCRATCH = dict(epochs=30, batch=20, rate=0.003)
TRANSFER = dict(epochs=20, batch=50, rate=0.003)
HEAD_ONLY = dict(epochs=100, batch=50, rate=0.03)


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    types = {"F32": np.float32, "I64": np.int64}
    return {name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).copy())
            for name, entry in header.items() if name != "__metadata__"}


def network(heads, source=None):
    net = Net(protocol.small_cnn(), heads)
    if source is not None:
        net.stages.load_state_dict(source.stages.state_dict())
    return net.to(memory_format=torch.channels_last)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--seeds", type=int, default=10)
    words.add_argument("--epochs", type=int, help="instead of each recipe's own, the source's included")
    words.add_argument("--source", help="weights.safetensors of a source that Reproducible trained")
    words.add_argument("--random-source", action="store_true", help="leave the source as it was drawn: for measuring time alone")
    words.add_argument("--only", nargs="+", help="these strategies alone")
    words.add_argument("--cache", action="store_true", help="keep what frozen stages gave, by hand")
    words.add_argument("--threads", type=int, default=1, help="of one operator")
    words.add_argument("--output", help="folder of the runs' files; default: a temporary one")
    words = words.parse_args()
    torch.set_num_threads(words.threads)
    with tempfile.TemporaryDirectory() as temporary:
        run(words, words.output or temporary)


def run(words, output):
    def recipe(declared):
        return dict(declared, epochs=words.epochs or declared["epochs"])

    start = time.perf_counter()
    images, labels = protocol.read("train")
    tests, truths = protocol.read("t10k")
    torch.manual_seed(12345)
    split = torch.Generator().manual_seed(1)
    (source_images, source_labels, originals), source_validation = fitting.hold_out(images, labels, SOURCE_CLASSES, split)
    source_normalise = Normalise(source_images)
    source, seconds = network([8]), {}
    if words.source:
        weights = read_safetensors(words.source)
        source_normalise.mean, source_normalise.scale = (weights.pop(f"transform.{name}").item() for name in ("mean", "scale"))
        source.load_state_dict({name.replace("backbone.", "stages.").replace("heads.class.", "heads.0."): value for name, value in weights.items()})
    elif not words.random_source:
        kept = torch.tensor([truth in SOURCE_CLASSES for truth in truths.tolist()])
        relabel = torch.tensor([SOURCE_CLASSES.index(label) if label in SOURCE_CLASSES else -1 for label in range(10)])
        table = fitting.fit(source, source_normalise, (source_images, source_labels), source_validation, **recipe(SOURCE))
        test = fitting.evaluate(source, source_normalise, tests[kept], relabel[truths[kept]])
        fitting.write(os.path.join(output, "source"), source, table, {"strategy": "Source", "test": test})
        seconds["Source"] = time.perf_counter() - start
        print(f"source {test['accuracy']:.4f} in {seconds['Source']:.1f} s", flush=True)

    pair_test = (truths == 0) | (truths == 2)
    tests, truths = tests[pair_test], (truths[pair_test] == 2).long()
    (pool, marks, _), validation = fitting.hold_out(images, labels, [0, 2], split)
    strategies = {
        "FromScratch": dict(recipe=SCRATCH),
        "FeatureExtraction": dict(recipe=HEAD_ONLY, frozen=3),
        "FullFineTune": dict(recipe=TRANSFER),
        "PartialFreeze": dict(recipe=TRANSFER, frozen=2),
        "MultiTaskHeads": dict(recipe=TRANSFER, heads=[2, 5], replay=(source_images, GROUPS[originals], TOP)),
    }
    strategies = {name: strategy for name, strategy in strategies.items() if not words.only or name in words.only}
    scores = {name: [] for name in strategies}
    for seed in range(words.seeds):
        torch.manual_seed(1000 + seed)
        chosen = torch.cat([(marks == label).nonzero()[:, 0][torch.randperm(5900)[:100]] for label in (0, 1)])
        x, y = pool[chosen], marks[chosen]
        for name, strategy in strategies.items():
            began = time.perf_counter()
            net = network(strategy.get("heads", [2]), None if name == "FromScratch" else source)
            net.freeze(strategy.get("frozen", 0))
            normalise = Normalise(x) if name == "FromScratch" else source_normalise
            table = fitting.fit(net, normalise, (x, y), validation, **recipe(strategy["recipe"]), replay=strategy.get("replay"), cache=words.cache)
            test = fitting.evaluate(net, normalise, tests, truths)
            fitting.write(os.path.join(output, f"{name}-{seed}"), net, table, {"strategy": name, "seed": seed, "test": test})
            scores[name].append(test["accuracy"])
            seconds[name] = seconds.get(name, 0) + time.perf_counter() - began
    for name, values in scores.items():
        values = np.array(values)
        gain = np.mean(values - scores["FromScratch"]) if "FromScratch" in scores else float("nan")
        print(f"{name:18} n {len(values)} mean {values.mean():.4f} sd {values.std(ddof=1) if len(values) > 1 else 0:.4f}  gain {gain:+.4f}  {seconds[name]:.1f} s")
    print(f"{time.perf_counter() - start:.1f} s in all")
    print(json.dumps({"seconds": seconds, "accuracy": {name: float(np.mean(values)) for name, values in scores.items()}}))


if __name__ == "__main__":
    main()
