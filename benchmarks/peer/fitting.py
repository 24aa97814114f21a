"""One training and one evaluation loop in plain PyTorch, as its users write them well; imported by the scripts beside."""
import csv
import json
import math
import os

import torch
import torch.nn.functional as F

BATCH = 500  # of evaluations


def evaluate(net, normalise, images, labels, kept=None):
    """Loss, accuracy and confusion [classes, classes] of the first head."""
    net.eval()
    total, classes = 0.0, net.heads[0].out_features
    confusion = torch.zeros(classes * classes, dtype=torch.int64)
    with torch.inference_mode():
        for at in range(0, len(labels), BATCH):
            y = labels[at:at + BATCH]
            out = net.rest(net.prefix(normalise(images[at:at + BATCH])) if kept is None else kept[at:at + BATCH])[0]
            total += F.cross_entropy(out, y, reduction="sum").item()
            confusion += torch.bincount(y * classes + out.argmax(1), minlength=classes * classes)
    confusion = confusion.view(classes, classes)
    return {"loss": total / len(labels), "accuracy": confusion.diagonal().sum().item() / len(labels), "confusion": confusion.tolist()}


def fit(net, normalise, train, validation, epochs, batch, rate, decay=0.01, replay=None, cache=False):
    """Trains, looking at validation after each epoch; a row an epoch.

    replay: images and groups of the source, mixed into each batch, and the group of the target's images. The two losses are weighed by their
    learned uncertainty (Kendall et al., 2018). cache: what the frozen stages give is computed once, by hand.
    """
    images, labels = train
    log_variances = torch.zeros(2, requires_grad=True)
    groups = [{"params": [p for p in net.parameters() if p.requires_grad]}]
    if replay:
        groups.append({"params": [log_variances], "weight_decay": 0.0})
    optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=decay, foreach=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * math.ceil(len(labels) / batch), cycle_momentum=False)
    kept, looked = (features(net, normalise, split[0]) if cache and net.frozen else None for split in (train, validation))
    table = []
    for epoch in range(1, epochs + 1):
        net.learn()
        total, right = 0.0, 0
        for at in torch.randperm(len(labels)).split(batch):
            y = labels[at]
            if kept is not None:
                out = net.rest(kept[at])
            else:
                x = images[at]
                if replay:
                    others = torch.randint(len(replay[1]), (len(at),))
                    x = torch.cat([x, replay[0][others]])
                out = net(normalise(x))
            own = out[0][:len(at)]
            loss = F.cross_entropy(own, y)
            total, right = total + loss.item() * len(at), right + (own.argmax(1) == y).sum().item()
            if replay:
                both = torch.cat([torch.full((len(at),), replay[2]), replay[1][others]])
                losses = torch.stack([loss, F.cross_entropy(out[1], both)])
                loss = ((-log_variances).exp() * losses + log_variances / 2).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
        seen = evaluate(net, normalise, *validation, kept=looked)
        table.append([epoch, total / len(labels), right / len(labels), seen["loss"], seen["accuracy"]])
    return table


def features(net, normalise, images):
    net.eval()
    return torch.cat([net.prefix(normalise(part)) for part in images.split(BATCH)])


def write(folder, net, table, facts):
    """Weights, a row an epoch, and what the run was."""
    os.makedirs(folder, exist_ok=True)
    torch.save(net.state_dict(), os.path.join(folder, "weights.pt"))
    with open(os.path.join(folder, "metrics.csv"), "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["epoch", "train_loss", "train_accuracy", "val_loss", "val_accuracy"])
        writer.writerows(table)
    with open(os.path.join(folder, "run.json"), "w") as file:
        json.dump(facts, file, indent=2)


def hold_out(images, labels, classes, generator, each=100):
    """Validation images of each class, and the rest, relabelled 0, 1, ... in the order of the classes."""
    kept, held = [], []
    for original in classes:
        members = (labels == original).nonzero()[:, 0]
        members = members[torch.randperm(len(members), generator=generator)]
        held.append(members[:each])
        kept.append(members[each:])
    relabel = torch.full((10,), -1)
    relabel[torch.tensor(classes)] = torch.arange(len(classes))
    kept, held = torch.cat(kept).sort()[0], torch.cat(held).sort()[0]
    return (images[kept], relabel[labels[kept]], labels[kept]), (images[held], relabel[labels[held]])
