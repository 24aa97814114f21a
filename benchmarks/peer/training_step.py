"""Training steps of Reproducible's loop in plain PyTorch: the same images, first weights and order, so the same losses but for rounding.

Run by benchmarks/Reproducible.Benchmarks; alone:
    echo | OMP_NUM_THREADS=1 python3 benchmarks/peer/training_step.py small_cnn float32 128 40 cpu [split]

`split` is a file of 32-bit numbers: which of the 60,000 images train, as Reproducible drew them; without it, all do.

Each line of input trains a new network for so many steps, and is answered by the seconds from before the first step to after the last, the
first losses, and the largest resident memory so far. Nothing is read, built or evaluated in that time.
"""
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import protocol
from protocol import Net, Normalise, seed


def main():
    network, dtype, batch, steps, device = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), torch.device(sys.argv[5])
    torch.set_num_threads(1)
    torch.backends.cudnn.benchmark = True  # of GPUs; as is usual where sizes stay the same
    images, labels = protocol.read("train")
    if len(sys.argv) > 6:
        split = torch.from_numpy(np.fromfile(sys.argv[6], np.int32)).long()
        images, labels = images[split], labels[split]
    normalise = Normalise(images)
    images, labels = images.to(device), labels.to(device)

    def train():
        torch.manual_seed(seed(0, "weights"))
        stages = protocol.small_cnn() if network == "small_cnn" else protocol.residual_net()
        net = Net(stages, [10]).to(device).to(memory_format=torch.channels_last)
        optimizer = torch.optim.AdamW(net.parameters(), lr=0.001, weight_decay=0.01, foreach=True)
        order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(seed(0, "order", 1))).to(device)
        net.train()
        wait(device)
        start = time.perf_counter()
        losses, right = [], torch.zeros((), dtype=torch.int64, device=device)
        for at in order.split(batch)[:steps]:
            x, y = normalise(images[at]), labels[at]
            with torch.autocast(device.type, torch.bfloat16, enabled=dtype == "bfloat16"):
                out = net(x)[0]
                loss = F.cross_entropy(out, y)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
            right += (out.detach().argmax(1) == y).sum()
        accuracy = right.item() / (steps * batch)
        wait(device)
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "images": steps * batch, "losses": torch.stack(losses).tolist()[:3], "accuracy": accuracy, "peak_bytes": protocol.peak_bytes()}

    protocol.serve(train)


def wait(device):
    if device.type == "cuda":
        torch.cuda.synchronize(device)


if __name__ == "__main__":
    main()
