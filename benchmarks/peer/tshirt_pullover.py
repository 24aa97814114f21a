"""The experiments of experiments/TshirtPullover in plain PyTorch, written independently of Reproducible's code.

It draws its own labels, weights and orders, so its numbers are another sample of the same protocol, not a copy: its mean per
strategy should lie inside the interval that Reproducible prints.

Debian 12: apt-get install python3-torch python3-numpy dataset-fashion-mnist
Run:       OMP_NUM_THREADS=1 python3 benchmarks/peer/tshirt_pullover.py [seeds [results/store/<source id>/weights.safetensors]]

Reproducible's intervals speak of its one source model. With the second argument this script starts from that same source; without it,
it trains a source of its own, and the strategies that keep most of the source move with it.
"""
import copy
import gzip
import json
import math
import struct
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

FOLDER = "/usr/share/datasets/fashion-mnist/"
SOURCE_CLASSES = [1, 3, 4, 5, 6, 7, 8, 9]
GROUPS = torch.tensor([0, 1, 0, 2, 0, 3, 0, 3, 4, 3])


def read(images, labels):
    with gzip.open(FOLDER + images) as file:
        pixels = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)
    with gzip.open(FOLDER + labels) as file:
        return torch.from_numpy(pixels.copy()), torch.from_numpy(np.frombuffer(file.read(), np.uint8, offset=8).astype(np.int64))


def block(channels, outputs):
    return [nn.Conv2d(channels, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]


class Net(nn.Module):
    def __init__(self, heads, width=16):
        super().__init__()
        self.stages = nn.ModuleList([
            nn.Sequential(*block(1, width), *block(width, width), nn.MaxPool2d(2)),
            nn.Sequential(*block(width, 2 * width), *block(2 * width, 2 * width), nn.MaxPool2d(2)),
            nn.Sequential(*block(2 * width, 4 * width), nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        ])
        self.heads = nn.ModuleList([nn.Linear(4 * width, classes) for classes in heads])

    def forward(self, x):
        for stage in self.stages:
            x = stage(x)
        return [head(x) for head in self.heads]


class Normalise:
    def __init__(self, images):
        pixels = images.double()
        self.mean, self.sd = pixels.mean().float(), pixels.std(unbiased=False).float()

    def __call__(self, images):
        return ((images.float() - self.mean) / self.sd).contiguous(memory_format=torch.channels_last)


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    types = {"F32": np.float32, "I64": np.int64}
    return {name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).copy())
            for name, entry in header.items() if name != "__metadata__"}


def accuracy(net, normalise, images, labels):
    net.eval()
    with torch.inference_mode():
        right = sum((net(normalise(images[i:i + 500]))[0].argmax(1) == labels[i:i + 500]).sum().item() for i in range(0, len(labels), 500))
    return right / len(labels)


def train(net, images, labels, normalise, epochs, batch, rates, decay, frozen=0, replay=None):
    for stage in net.stages[:frozen]:
        stage.requires_grad_(False)
    log_variances = torch.zeros(2, requires_grad=True)
    groups = [{"params": list(net.heads.parameters()), "lr": rates[0]}]
    backbone = [p for p in net.stages.parameters() if p.requires_grad]
    if backbone:
        groups.append({"params": backbone, "lr": rates[1]})
    if replay:
        groups.append({"params": [log_variances], "lr": rates[0], "weight_decay": 0.0})
    optimizer = torch.optim.AdamW(groups, lr=rates[0], weight_decay=decay)
    steps = epochs * math.ceil(len(labels) / batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [g["lr"] for g in groups], total_steps=max(steps, 2), cycle_momentum=False)
    for _ in range(epochs):
        net.train()
        for stage in net.stages[:frozen]:
            stage.eval()
        for at in torch.randperm(len(labels)).split(batch):
            x, y = images[at], labels[at]
            if replay:
                others = torch.randint(len(replay[1]), (len(at),))
                x = torch.cat([x, replay[0][others]])
                groups_of = torch.cat([torch.zeros(len(at), dtype=torch.long), GROUPS[replay[1][others]]])
            out = net(normalise(x))
            loss = F.cross_entropy(out[0][:len(at)], y)
            if replay:
                losses = torch.stack([loss, F.cross_entropy(out[1], groups_of)])
                loss = ((-log_variances).exp() * losses + log_variances / 2).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()


def main():
    torch.set_num_threads(1)
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    train_images, train_labels = read("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")
    test_images, test_labels = read("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")

    torch.manual_seed(12345)
    relabel = torch.full((10,), -1)
    relabel[torch.tensor(SOURCE_CLASSES)] = torch.arange(8)
    keep, keep_test = relabel[train_labels] >= 0, relabel[test_labels] >= 0
    source_images, source_labels = train_images[keep], train_labels[keep]
    normalise = Normalise(source_images)
    source = Net([8]).to(memory_format=torch.channels_last)
    start = time.time()
    if len(sys.argv) > 2:
        weights = read_safetensors(sys.argv[2])
        source.load_state_dict({name.replace("backbone.", "stages.").replace("heads.class.", "heads.0."): value for name, value in weights.items()})
    else:
        train(source, source_images, relabel[source_labels], normalise, **SOURCE)
    print(f"source {accuracy(source, normalise, test_images[keep_test], relabel[test_labels[keep_test]]):.4f} in {time.time() - start:.1f} s", flush=True)

    pair, pair_test = (train_labels == 0) | (train_labels == 2), (test_labels == 0) | (test_labels == 2)
    images, labels = train_images[pair], (train_labels[pair] == 2).long()
    tests, truths = test_images[pair_test], (test_labels[pair_test] == 2).long()
    strategies = {
        "FromScratch": dict(SCRATCH),
        "FeatureExtraction": dict(HEAD_ONLY, frozen=3),
        "FullFineTune": dict(TRANSFER),
        "PartialFreeze(2)": dict(TRANSFER, frozen=2),
        "MultiTaskHeads": dict(TRANSFER, replay=(source_images, source_labels)),
    }
    scores = {name: [] for name in strategies}
    for seed in range(seeds):
        torch.manual_seed(1000 + seed)
        chosen = torch.cat([(labels == c).nonzero()[:, 0][torch.randperm(6000)[:100]] for c in (0, 1)])
        x, y = images[chosen], labels[chosen]
        for name, recipe in strategies.items():
            net = Net([2, 5] if name == "MultiTaskHeads" else [2])
            if name != "FromScratch":
                net.stages.load_state_dict(copy.deepcopy(source.stages.state_dict()))
            net = net.to(memory_format=torch.channels_last)
            train(net, x, y, Normalise(x), **recipe)
            scores[name].append(accuracy(net, Normalise(x), tests, truths))
    for name, values in scores.items():
        values = np.array(values)
        print(f"{name:18} n {len(values)} mean {values.mean():.4f} sd {values.std(ddof=1):.4f}  gain {np.mean(values - scores['FromScratch']):+.4f}")
    print(f"{time.time() - start:.1f} s in all")


SOURCE = dict(epochs=4, batch=128, rates=(0.01, 0.01), decay=0.01)
SCRATCH = dict(epochs=30, batch=20, rates=(0.003, 0.003), decay=0.01)
TRANSFER = dict(epochs=20, batch=50, rates=(0.003, 0.003), decay=0.01)
HEAD_ONLY = dict(epochs=100, batch=50, rates=(0.03, 0.03), decay=0.01)

if __name__ == "__main__":
    main()
