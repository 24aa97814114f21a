"""What the scripts beside share: Fashion-MNIST, the two networks, and Reproducible's seeds. Run by none; imported.

Debian 12: apt-get install python3-torch python3-numpy dataset-fashion-mnist
"""
import gzip
import hashlib
import json
import resource
import sys

import numpy as np
import torch
import torch.nn as nn

FOLDER = "/usr/share/datasets/fashion-mnist/"


def read(part, folder=FOLDER):
    """Images [count, 1, 28, 28] and labels [count] of `train` or `t10k`, as bytes and 64-bit numbers."""
    with gzip.open(f"{folder}{part}-images-idx3-ubyte.gz") as file:
        pixels = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)
    with gzip.open(f"{folder}{part}-labels-idx1-ubyte.gz") as file:
        return torch.from_numpy(pixels.copy()), torch.from_numpy(np.frombuffer(file.read(), np.uint8, offset=8).astype(np.int64))


def seed(run, purpose, epoch=0, step=0):
    """The seed of one of a run's random streams, as src/Reproducible/Training/Streams.cs has it: the same weights and orders are drawn."""
    return int.from_bytes(hashlib.sha256(f"{run}/{purpose}/{epoch}/{step}".encode()).digest()[:8], "little") & (2 ** 63 - 1)


def conv_bn_relu(channels, outputs, stride=1):
    return [nn.Conv2d(channels, outputs, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]


def small_cnn(width=16):
    """Three stages; 33,000 weights at width 16."""
    return [
        nn.Sequential(*conv_bn_relu(1, width), *conv_bn_relu(width, width), nn.MaxPool2d(2)),
        nn.Sequential(*conv_bn_relu(width, 2 * width), *conv_bn_relu(2 * width, 2 * width), nn.MaxPool2d(2)),
        nn.Sequential(*conv_bn_relu(2 * width, 4 * width), nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    ]


class BasicBlock(nn.Module):
    def __init__(self, channels, outputs, stride):
        super().__init__()
        self.residual = nn.Sequential(*conv_bn_relu(channels, outputs, stride), nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs))
        same = channels == outputs and stride == 1
        self.shortcut = nn.Identity() if same else nn.Sequential(nn.Conv2d(channels, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return self.residual(x).add_(self.shortcut(x)).relu_()


def residual_net(width=16, blocks=2):
    """One convolution, then three stages of basic blocks."""
    def stage(channels, outputs, stride):
        return [BasicBlock(channels if block == 0 else outputs, outputs, stride if block == 0 else 1) for block in range(blocks)]
    return [
        nn.Sequential(*conv_bn_relu(1, width)),
        nn.Sequential(*stage(width, width, 1)),
        nn.Sequential(*stage(width, 2 * width, 2)),
        nn.Sequential(*stage(2 * width, 4 * width, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    ]


class Net(nn.Module):
    """A backbone's stages and a linear head per task."""

    def __init__(self, stages, heads, features=64):
        super().__init__()
        self.stages = nn.ModuleList(stages)
        self.heads = nn.ModuleList([nn.Linear(features, classes) for classes in heads])
        self.frozen = 0

    def freeze(self, stages):
        """The first stages get no gradient; see `prefix`."""
        self.frozen = stages
        for stage in self.stages[:stages]:
            stage.requires_grad_(False)

    def learn(self):
        """Training mode, but for frozen stages: their normalisation keeps its statistics."""
        self.train()
        for stage in self.stages[:self.frozen]:
            stage.eval()

    def prefix(self, x):
        """What the frozen stages make of images, without a graph for the backward pass."""
        with torch.no_grad():
            for stage in self.stages[:self.frozen]:
                x = stage(x)
        return x

    def rest(self, x):
        for stage in self.stages[self.frozen:]:
            x = stage(x)
        return [head(x) for head in self.heads]

    def forward(self, x):
        return self.rest(self.prefix(x))


class Normalise:
    """Bytes to floats of mean 0 and deviation 1 over the images given here, channels last."""

    def __init__(self, images):
        # In parts: ten thousand images as 64-bit floats at a time.
        count, total, squares = 0, 0, 0
        for part in images.split(10_000):
            pixels = part.to(torch.int64)
            count, total, squares = count + pixels.numel(), total + pixels.sum().item(), squares + (pixels * pixels).sum().item()
        mean = total / count
        self.mean, self.scale = mean, (squares / count - mean * mean) ** -0.5

    def __call__(self, images):
        return images.float().sub_(self.mean).mul_(self.scale).contiguous(memory_format=torch.channels_last)


def peak_bytes():
    """Largest resident memory of this process since it was started."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def serve(answer):
    """Says that it is ready; then a line in is a time to do the work, a line out is what came of it."""
    print(json.dumps({"ready": torch.__version__}), flush=True)
    for _ in sys.stdin:
        print(json.dumps(answer()), flush=True)
