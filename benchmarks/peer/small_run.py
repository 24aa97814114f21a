"""One whole run in plain PyTorch: T-shirt against pullover from scratch with 200 labels, as experiments/TshirtPullover/FromScratch declares it.

Run:   OMP_NUM_THREADS=1 python3 benchmarks/peer/small_run.py FOLDER [epochs]

From the start of Python: imports, reads Fashion-MNIST, trains 30 epochs in batches of 20 with a look at 200 validation images after each, tests
on 2,000 images, writes weights, a row an epoch, and JSON. Its draws are its own.
"""
import json
import sys

import torch

import fitting
import protocol
from protocol import Net, Normalise


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    folder, epochs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 30
    images, labels = protocol.read("train")
    tests, truths = protocol.read("t10k")
    (pool, marks, _), validation = fitting.hold_out(images, labels, [0, 2], torch.Generator().manual_seed(0))
    chosen = torch.cat([(marks == label).nonzero()[:, 0][torch.randperm(5900)[:100]] for label in (0, 1)]).sort()[0]
    x, y = pool[chosen], marks[chosen]
    pair = (truths == 0) | (truths == 2)

    net = Net(protocol.small_cnn(), [2]).to(memory_format=torch.channels_last)
    normalise = Normalise(x)
    table = fitting.fit(net, normalise, (x, y), validation, epochs, batch=20, rate=0.003)
    test = fitting.evaluate(net, normalise, tests[pair], (truths[pair] == 2).long())
    fitting.write(folder, net, table, {"strategy": "FromScratch", "seed": 0, "epochs": epochs, "torch": torch.__version__, "test": test})
    print(json.dumps({"accuracy": test["accuracy"], "peak_bytes": protocol.peak_bytes()}))


if __name__ == "__main__":
    main()
