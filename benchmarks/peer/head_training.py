"""Trains a new head on a frozen backbone in plain PyTorch: T-shirt against pullover, AdamW, batches of 50, a look at validation each epoch.

Run by benchmarks/Reproducible.Benchmarks; alone:
    echo | OMP_NUM_THREADS=1 python3 benchmarks/peer/head_training.py 2000 200 30 recompute

Arguments: labelled images, validation images, epochs, and `recompute` (the backbone computes in each epoch, without a graph for the backward
pass) or `cache` (its features are computed once, in the time measured). Each line of input is answered by the seconds of training, evaluations
included. The backbone is a random one: how long it takes does not depend on what it learned.
"""
import math
import sys
import time

import torch
import torch.nn.functional as F

import protocol
from protocol import Net, Normalise


def main():
    labelled, validation, epochs, batch, cache = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), 50, sys.argv[4] == "cache"
    torch.set_num_threads(1)
    images, labels = protocol.read("train")
    pair = (labels == 0) | (labels == 2)
    images, labels = images[pair], (labels[pair] == 2).long()
    x, y = images[:labelled], labels[:labelled]
    vx, vy = images[labelled:labelled + validation], labels[labelled:labelled + validation]
    normalise = Normalise(x)

    def train():
        torch.manual_seed(0)
        net = Net(protocol.small_cnn(), [2]).to(memory_format=torch.channels_last)
        net.freeze(3)
        optimizer = torch.optim.AdamW(net.heads.parameters(), lr=0.03, weight_decay=0.01, foreach=True)
        steps = epochs * math.ceil(labelled / batch)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.03, total_steps=steps, cycle_momentum=False)
        net.learn()
        start = time.perf_counter()
        features = torch.cat([net.prefix(normalise(part)) for part in x.split(500)]) if cache else None
        looked = torch.cat([net.prefix(normalise(part)) for part in vx.split(500)]) if cache else None
        for _ in range(epochs):
            total, right = 0.0, 0
            for at in torch.randperm(labelled).split(batch):
                out = net.rest(features[at] if cache else net.prefix(normalise(x[at])))[0]
                loss = F.cross_entropy(out, y[at])
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                schedule.step()
                total += loss.item() * len(at)
                right += (out.argmax(1) == y[at]).sum().item()
            with torch.inference_mode():
                for at in range(0, validation, 500):
                    out = net.rest(looked[at:at + 500] if cache else net.prefix(normalise(vx[at:at + 500])))[0]
                    F.cross_entropy(out, vy[at:at + 500]).item()
                    (out.argmax(1) == vy[at:at + 500]).sum().item()
        return {"seconds": time.perf_counter() - start, "loss": total / labelled, "accuracy": right / labelled}

    protocol.serve(train)


if __name__ == "__main__":
    main()
