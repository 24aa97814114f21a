#!/usr/bin/python3
"""Writes the numbers that the tests of nn and optim are held against, with Python on the same libtorch.

Made with: Debian 12, python3-torch 1.13.1+dfsg-4 (libtorch 1.13.1, oneDNN 2.6.3), python3 3.11,
           libopenblas0-pthread 0.3.21 as BLAS, one OpenMP thread, the instruction set pinned to AVX2 below.
Run:       apt-get install python3-torch libopenblas0-pthread
           /usr/bin/python3 make_fixtures.py            writes the files beside this script, and SHA256SUMS
           /usr/bin/python3 make_fixtures.py --check    makes them again in memory and compares with SHA256SUMS
           /usr/bin/python3 make_fixtures.py --beside   on another engine: writes what it computes with other bits than the files hold,
                                                        into files of its name, which the tests read over the others where it is loaded
Beside:    Debian 13, python3-torch 2.6.0+dfsg-7 (libtorch 2.6.0, oneDNN 3.7.2), python3 3.13, libopenblas0-pthread 0.3.29. Its Adam and AdamW
           call other operators than 1.13's (lerp_ for the mean, the gradient scaled before it is squared), so what "optimizers" holds of
           them is not taken, and "training" steps with the AdamW of 1.13, written out below.
Held:      --check also passes under qemu-x86_64 -cpu Haswell (Debian qemu-user 7.2): the bits are those of any x86-64 machine with AVX2.
Names in the files: <case>.in0, in1, ...   inputs                 <case>.din0 ...      their gradients
                    <case>.init.<name>     state as constructed   <case>.state.<name>  state that the call started from
                    <case>.out             output                 <case>.cot           what the output's gradient was
                    <case>.grad.<name>     a parameter's gradient <case>.after.<name>  state after the call
Every module is constructed after torch.manual_seed(1); every call follows torch.manual_seed(2).
"""
import os

PINNED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "DNNL_MAX_CPU_ISA": "AVX2",
    "ATEN_CPU_CAPABILITY": "avx2",
    "OPENBLAS_CORETYPE": "Haswell",
}
os.environ.update(PINNED)  # before torch is imported: libtorch reads them when it is loaded

import hashlib
import json
import math
import pathlib
import re
import struct
import sys
import warnings

import torch
import torch.nn.functional as F
from torch import nn
from torch.optim import lr_scheduler as schedulers

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
SUMS = HERE / "SHA256SUMS"
FILES, MADE = {}, {}
DTYPES = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64", torch.bfloat16: "BF16", torch.bool: "BOOL"}


def safetensors(name, tensors):
    """The format: 8 bytes little-endian length, that many bytes of JSON, then the tensors' bytes one after another."""
    MADE[name] = tensors
    header, blobs, offset = {}, [], 0
    for key, tensor in tensors.items():
        tensor = tensor.detach().contiguous()
        raw = bytes(tensor.reshape(-1).view(torch.uint8).tolist()) if tensor.numel() else b""
        header[key] = {"dtype": DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + len(raw)]}
        blobs.append(raw)
        offset += len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    FILES[name + ".safetensors"] = struct.pack("<Q", len(text)) + text + b"".join(blobs)


def record(out, case, call, inputs, module=None):
    """Calls, then backpropagates a random gradient; stores all that went in and came out."""
    inputs = [x.clone().requires_grad_() if x.is_floating_point() else x for x in inputs]
    for i, x in enumerate(inputs):
        out[f"{case}.in{i}"] = x.clone()
    if module is not None:
        for key, value in module.state_dict().items():
            out[f"{case}.state.{key}"] = value.clone()
    torch.manual_seed(2)
    result = call(*inputs)
    out[f"{case}.out"] = result.clone()
    if result.requires_grad:
        cotangent = torch.randn(result.shape, generator=torch.Generator().manual_seed(3))
        out[f"{case}.cot"] = cotangent
        result.backward(cotangent)
    for i, x in enumerate(inputs):
        if x.grad is not None:
            out[f"{case}.din{i}"] = x.grad
    if module is not None:
        for key, parameter in module.named_parameters():
            if parameter.grad is not None:
                out[f"{case}.grad.{key}"] = parameter.grad
        for key, value in module.state_dict().items():
            out[f"{case}.after.{key}"] = value.clone()


def layers():
    out = {}
    image, flat = (2, 3, 9, 8), (6, 5)

    def layer(case, make, shape, channels_last=False, train=True, shake=False):
        torch.manual_seed(1)
        module = make()
        for key, value in module.state_dict().items():
            out[f"{case}.init.{key}"] = value.clone()
        x = torch.randn(shape, generator=torch.Generator().manual_seed(4))
        if shake:  # weights of 1 and biases of 0 would hide mistakes
            with torch.no_grad():
                for i, parameter in enumerate(module.parameters()):
                    parameter.copy_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(5 + i)))
        if not train:
            module(x * 1.5 + 0.25)  # running statistics that are not 0 and 1
            module.eval()
        if channels_last:
            module, x = module.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
        record(out, case, module, [x], module)

    layer("linear", lambda: nn.Linear(5, 4), flat)
    layer("linear_without_bias", lambda: nn.Linear(5, 4, bias=False), flat)
    layer("conv2d", lambda: nn.Conv2d(3, 4, 3, padding=1), image)
    layer("conv2d_channels_last", lambda: nn.Conv2d(3, 4, 3, padding=1), image, channels_last=True)
    layer("conv2d_strided_dilated", lambda: nn.Conv2d(3, 6, (3, 2), stride=(2, 1), padding=(1, 2), dilation=(2, 1), groups=3, bias=False), image)
    layer("conv2d_same", lambda: nn.Conv2d(3, 4, 3, padding="same"), image)
    layer("conv2d_same_reflect", lambda: nn.Conv2d(3, 4, (2, 4), padding="same", dilation=(3, 1), padding_mode="reflect"), image)
    layer("conv2d_reflect", lambda: nn.Conv2d(3, 4, 3, padding=1, padding_mode="reflect"), image)
    layer("conv2d_circular", lambda: nn.Conv2d(3, 4, 3, padding=1, padding_mode="circular"), image)
    layer("conv2d_replicate", lambda: nn.Conv2d(3, 4, 3, padding=1, padding_mode="replicate"), image)
    layer("batchnorm1d", lambda: nn.BatchNorm1d(5), flat, shake=True)
    layer("batchnorm1d_sequence", lambda: nn.BatchNorm1d(5), (3, 5, 4), shake=True)
    layer("batchnorm1d_eval", lambda: nn.BatchNorm1d(5), flat, train=False, shake=True)
    layer("batchnorm2d", lambda: nn.BatchNorm2d(3), image, shake=True)
    layer("batchnorm2d_channels_last", lambda: nn.BatchNorm2d(3), image, channels_last=True, shake=True)
    layer("batchnorm2d_eval", lambda: nn.BatchNorm2d(3), image, train=False, shake=True)
    layer("batchnorm2d_cumulative", lambda: nn.BatchNorm2d(3, momentum=None), image, shake=True)
    layer("batchnorm2d_plain", lambda: nn.BatchNorm2d(3, eps=1e-3, momentum=0.3, affine=False), image)
    layer("batchnorm2d_untracked", lambda: nn.BatchNorm2d(3, track_running_stats=False), image, shake=True)
    layer("layernorm", lambda: nn.LayerNorm(5), flat, shake=True)
    layer("layernorm_two_dimensions", lambda: nn.LayerNorm([4, 6], eps=1e-3), (3, 4, 6), shake=True)
    layer("layernorm_plain", lambda: nn.LayerNorm(5, elementwise_affine=False), flat)
    layer("dropout", lambda: nn.Dropout(0.3), flat)
    layer("dropout_eval", lambda: nn.Dropout(0.3), flat, train=False)
    layer("relu", lambda: nn.ReLU(), flat)
    layer("gelu", lambda: nn.GELU(), flat)
    layer("gelu_tanh", lambda: nn.GELU(approximate="tanh"), flat)
    layer("maxpool2d", lambda: nn.MaxPool2d(2), image)
    layer("maxpool2d_channels_last", lambda: nn.MaxPool2d(2), image, channels_last=True)
    layer("maxpool2d_overlapping", lambda: nn.MaxPool2d((3, 2), stride=2, padding=1, dilation=(1, 2), ceil_mode=True), image)
    layer("avgpool2d", lambda: nn.AvgPool2d(2), image)
    layer("avgpool2d_padded", lambda: nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False), image)
    layer("avgpool2d_divisor", lambda: nn.AvgPool2d(3, divisor_override=5), image)
    layer("adaptive_avgpool2d", lambda: nn.AdaptiveAvgPool2d(1), image)
    layer("adaptive_avgpool2d_uneven", lambda: nn.AdaptiveAvgPool2d((4, 3)), image)
    layer("flatten", lambda: nn.Flatten(), image)
    layer("flatten_middle", lambda: nn.Flatten(1, 2), image)
    layer("identity", lambda: nn.Identity(), flat)
    layer("sequential", lambda: nn.Sequential(nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 3)), flat)

    tokens = torch.tensor([[1, 4, 0], [2, 2, 6]])
    for case, make in {
        "embedding": lambda: nn.Embedding(7, 4),
        "embedding_padded": lambda: nn.Embedding(7, 4, padding_idx=2),
        "embedding_by_frequency": lambda: nn.Embedding(7, 4, scale_grad_by_freq=True),
        "embedding_bounded": lambda: nn.Embedding(7, 4, max_norm=1.0, norm_type=1.0),
    }.items():
        torch.manual_seed(1)
        module = make()
        for key, value in module.state_dict().items():
            out[f"{case}.init.{key}"] = value.clone()
        record(out, case, module, [tokens], module)

    x, y = torch.randn(flat), torch.randn(image)
    record(out, "F.pad", lambda a: F.pad(a, (1, 2, 0, 3), value=0.5), [y])
    record(out, "F.pad_reflect", lambda a: F.pad(a, (1, 2, 0, 3), mode="reflect"), [y])
    record(out, "F.one_hot", lambda a: F.one_hot(a, 8), [tokens])
    record(out, "F.softmax", lambda a: F.softmax(a, 1), [x])
    record(out, "F.log_softmax", lambda a: F.log_softmax(a, 1), [x])
    record(out, "F.normalize", lambda a: F.normalize(a), [x])
    record(out, "F.normalize_l1", lambda a: F.normalize(a, p=1.0, dim=0, eps=1e-3), [x])
    record(out, "F.dropout", lambda a: F.dropout(a, 0.5, True), [x])
    record(out, "F.sigmoid", lambda a: torch.sigmoid(a), [x])
    record(out, "F.tanh", lambda a: torch.tanh(a), [x])
    record(out, "F.silu", lambda a: F.silu(a), [x])
    record(out, "F.leaky_relu", lambda a: F.leaky_relu(a, 0.2), [x])
    safetensors("layers", out)


def losses():
    out = {}
    draw = torch.Generator().manual_seed(6)
    logits, labels = torch.randn((7, 5), generator=draw), torch.tensor([0, 4, 2, 2, 1, 3, 2])
    weights = torch.rand(5, generator=draw) + 0.5
    shares = torch.softmax(torch.randn((7, 5), generator=draw), 1)
    a, b = torch.randn((4, 6), generator=draw), torch.randn((4, 6), generator=draw)
    maps, map_labels = torch.randn((2, 5, 3, 4), generator=draw), torch.randint(0, 5, (2, 3, 4), generator=draw)
    targets = (torch.rand((4, 6), generator=draw) > 0.5).float()
    each, positive = torch.rand((4, 6), generator=draw), torch.rand(6, generator=draw) + 0.5
    log_a, soft_b = F.log_softmax(a, 1), F.softmax(b, 1)
    for reduction in ("none", "mean", "sum"):
        r = {"reduction": reduction}
        record(out, f"cross_entropy.{reduction}", lambda x, t: F.cross_entropy(x, t, **r), [logits, labels])
        record(out, f"cross_entropy_weighted.{reduction}", lambda x, t, w: F.cross_entropy(x, t, w.detach(), **r), [logits, labels, weights])
        record(out, f"cross_entropy_ignoring.{reduction}", lambda x, t: F.cross_entropy(x, t, ignore_index=2, **r), [logits, labels])
        record(out, f"cross_entropy_smoothed.{reduction}", lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1, **r), [logits, labels])
        record(out, f"cross_entropy_everything.{reduction}",
               lambda x, t, w: F.cross_entropy(x, t, w.detach(), ignore_index=2, label_smoothing=0.2, **r), [logits, labels, weights])
        record(out, f"cross_entropy_shares.{reduction}", lambda x, t: F.cross_entropy(x, t.detach(), label_smoothing=0.1, **r), [logits, shares])
        record(out, f"cross_entropy_maps.{reduction}", lambda x, t: F.cross_entropy(x, t, **r), [maps, map_labels])
        record(out, f"mse.{reduction}", lambda x, t: F.mse_loss(x, t, **r), [a, b])
        record(out, f"bce.{reduction}", lambda x, t: F.binary_cross_entropy_with_logits(x, t.detach(), **r), [a, targets])
        record(out, f"bce_weighted.{reduction}",
               lambda x, t, w, p: F.binary_cross_entropy_with_logits(x, t.detach(), w.detach(), pos_weight=p.detach(), **r), [a, targets, each, positive])
        record(out, f"nll.{reduction}", lambda x, t: F.nll_loss(x, t, **r), [F.log_softmax(logits, 1), labels])
        record(out, f"nll_weighted_ignoring.{reduction}",
               lambda x, t, w: F.nll_loss(x, t, w.detach(), ignore_index=2, **r), [F.log_softmax(logits, 1), labels, weights])
        record(out, f"kl.{reduction}", lambda x, t: F.kl_div(x, t.detach(), **r), [log_a, soft_b])
        record(out, f"kl_log_target.{reduction}", lambda x, t: F.kl_div(x, t.detach(), log_target=True, **r), [log_a, F.log_softmax(b, 1)])
        record(out, f"smooth_l1.{reduction}", lambda x, t: F.smooth_l1_loss(x, t, **r), [a, b])
        record(out, f"smooth_l1_beta.{reduction}", lambda x, t: F.smooth_l1_loss(x, t, beta=0.3, **r), [a, b])
    record(out, "kl.batchmean", lambda x, t: F.kl_div(x, t.detach(), reduction="batchmean"), [log_a, soft_b])
    safetensors("losses", out)


def inits():
    out = {}
    cases = {
        "uniform": lambda w: nn.init.uniform_(w, -0.5, 2.0),
        "normal": lambda w: nn.init.normal_(w, 1.0, 0.25),
        "constant": lambda w: nn.init.constant_(w, 0.3),
        "zeros": nn.init.zeros_,
        "ones": nn.init.ones_,
        "trunc_normal": lambda w: nn.init.trunc_normal_(w, 0.1, 0.5, -0.4, 0.9),
        "orthogonal": lambda w: nn.init.orthogonal_(w, 1.5),
        "xavier_uniform": lambda w: nn.init.xavier_uniform_(w, 1.5),
        "xavier_normal": lambda w: nn.init.xavier_normal_(w),
        "kaiming_uniform": lambda w: nn.init.kaiming_uniform_(w, a=0.1),
        "kaiming_uniform_relu": lambda w: nn.init.kaiming_uniform_(w, mode="fan_out", nonlinearity="relu"),
        "kaiming_normal": lambda w: nn.init.kaiming_normal_(w),
        "kaiming_normal_relu": lambda w: nn.init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu"),
        "kaiming_normal_tanh": lambda w: nn.init.kaiming_normal_(w, nonlinearity="tanh"),
    }
    for case, fill in cases.items():
        for kind, shape in {"tall": (6, 5), "wide": (3, 7), "kernel": (4, 3, 3, 2)}.items():
            torch.manual_seed(7)
            out[f"{case}.{kind}"] = fill(torch.empty(shape)).clone()
    safetensors("inits", out)


STEPS = 20
SHAPES = {"a": (3, 5), "b": (7,), "c": (4, 2, 3, 3), "d": (1,), "late": (2, 3)}


def optimizers():
    """Two groups: a, b with their own settings; c, d, late with the defaults. `late` has no gradient in steps 0-2 and 8-11."""
    out = {}
    draw = torch.Generator().manual_seed(8)
    start = {name: torch.randn(shape, generator=draw) for name, shape in SHAPES.items()}
    for name, value in start.items():
        out[f"start.{name}"] = value
    for step in range(STEPS):
        for name, shape in SHAPES.items():
            out[f"grad.{step}.{name}"] = torch.randn(shape, generator=draw)
    sgd, adam, adamw = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW
    cases = {
        "sgd": (sgd, dict(lr=0.1), dict(lr=0.03)),
        "sgd_momentum": (sgd, dict(lr=0.1, momentum=0.9), dict(lr=0.03, weight_decay=0.05)),
        "sgd_dampened": (sgd, dict(lr=0.1, momentum=0.9, dampening=0.3), dict(lr=0.03, momentum=0.5)),
        "sgd_nesterov": (sgd, dict(lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4), dict(lr=0.03, weight_decay=0.0)),
        "sgd_maximize": (sgd, dict(lr=0.1, momentum=0.9, weight_decay=0.01, maximize=True), dict(lr=0.03)),
        "sgd_weight_decay": (sgd, dict(lr=0.1, weight_decay=0.01), dict(lr=0.03, weight_decay=0.2)),
        "adam": (adam, dict(lr=0.01), dict(lr=0.003)),
        "adam_weight_decay": (adam, dict(lr=0.01, weight_decay=0.1), dict(lr=0.003, weight_decay=0.0, betas=(0.8, 0.99), eps=1e-6)),
        "adam_amsgrad": (adam, dict(lr=0.01, amsgrad=True), dict(lr=0.003)),
        "adam_maximize": (adam, dict(lr=0.01, weight_decay=0.1, maximize=True), dict(lr=0.003)),
        "adamw": (adamw, dict(), dict(lr=0.003)),
        "adamw_weight_decay": (adamw, dict(lr=0.01, weight_decay=0.1), dict(lr=0.003, weight_decay=0.0, betas=(0.8, 0.99), eps=1e-6)),
        "adamw_amsgrad": (adamw, dict(lr=0.01, amsgrad=True), dict(lr=0.003)),
        "adamw_maximize": (adamw, dict(lr=0.01, maximize=True), dict(lr=0.003)),
    }
    for case, (kind, defaults, own) in cases.items():
        weights = {name: value.clone().requires_grad_() for name, value in start.items()}
        groups = [dict(params=[weights["a"], weights["b"]], **own), dict(params=[weights["c"], weights["d"], weights["late"]])]
        optimizer = kind(groups, **defaults, foreach=True)
        for step in range(STEPS):
            optimizer.zero_grad(set_to_none=True)
            for name, weight in weights.items():
                if name == "late" and (step < 3 or 8 <= step < 12):
                    continue
                (weight * out[f"grad.{step}.{name}"]).sum().backward()
            optimizer.step()
        for name, weight in weights.items():
            out[f"{case}.{name}"] = weight
    safetensors("optimizers", out)


def clipping():
    out = {}
    draw = torch.Generator().manual_seed(9)
    shapes = {"a": (3, 5), "b": (7,), "c": (2, 2, 3, 3)}
    grads = {name: torch.randn(shape, generator=draw) * 2 for name, shape in shapes.items()}
    for name, grad in grads.items():
        out[f"grad.{name}"] = grad
    cases = {
        "norm": lambda p: nn.utils.clip_grad_norm_(p, 1.5),
        "norm_high": lambda p: nn.utils.clip_grad_norm_(p, 1000.0),
        "norm_l1": lambda p: nn.utils.clip_grad_norm_(p, 2.0, 1.0),
        "norm_infinity": lambda p: nn.utils.clip_grad_norm_(p, 0.5, float("inf")),
        "value": lambda p: nn.utils.clip_grad_value_(p, 0.75),
    }
    for case, clip in cases.items():
        weights = {name: torch.zeros(shape, requires_grad=True) for name, shape in shapes.items()}
        for name, weight in weights.items():
            (weight * grads[name]).sum().backward()
        total = clip(list(weights.values()))
        if total is not None:
            out[f"{case}.total"] = total
        for name, weight in weights.items():
            out[f"{case}.{name}"] = weight.grad
    safetensors("clipping", out)


def schedules():
    def rates(make, optimizer=lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)):
        weights = [torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)]
        opt = optimizer([dict(params=[weights[0]]), dict(params=[weights[1]], lr=0.02)])
        scheduler = make(opt)
        rows, momenta = [scheduler.get_last_lr()], []
        for _ in range(40):
            momenta.append([g.get("momentum", g.get("betas", [0])[0]) for g in opt.param_groups])
            opt.step()
            scheduler.step()
            rows.append(scheduler.get_last_lr())
        return {"lr": rows, "momentum": momenta}

    def warm_up(opt, milestone=5):
        return schedulers.SequentialLR(opt, [
            schedulers.LinearLR(opt, start_factor=0.1, total_iters=milestone),
            schedulers.CosineAnnealingLR(opt, T_max=36, eta_min=1e-4)], [milestone])

    adam = lambda p: torch.optim.AdamW(p, lr=0.1)
    cases = {
        "step": rates(lambda o: schedulers.StepLR(o, 7)),
        "step_gamma": rates(lambda o: schedulers.StepLR(o, 3, gamma=0.7)),
        "multi_step": rates(lambda o: schedulers.MultiStepLR(o, [5, 11, 11, 30], gamma=0.3)),
        "exponential": rates(lambda o: schedulers.ExponentialLR(o, 0.93)),
        "cosine": rates(lambda o: schedulers.CosineAnnealingLR(o, 40)),
        "cosine_restarting": rates(lambda o: schedulers.CosineAnnealingLR(o, 12, eta_min=0.001)),
        "linear": rates(lambda o: schedulers.LinearLR(o)),
        "linear_down": rates(lambda o: schedulers.LinearLR(o, start_factor=1.0, end_factor=0.1, total_iters=33)),
        "constant": rates(lambda o: schedulers.ConstantLR(o)),
        "constant_long": rates(lambda o: schedulers.ConstantLR(o, factor=0.3, total_iters=17)),
        "polynomial": rates(lambda o: schedulers.PolynomialLR(o)),
        "polynomial_long": rates(lambda o: schedulers.PolynomialLR(o, total_iters=35, power=2.5)),
        "lambda": rates(lambda o: schedulers.LambdaLR(o, lambda epoch: 0.95 ** epoch)),
        "lambda_each": rates(lambda o: schedulers.LambdaLR(o, [lambda epoch: 1.0 / (1 + epoch), lambda epoch: 0.5])),
        "one_cycle": rates(lambda o: schedulers.OneCycleLR(o, 0.5, total_steps=41)),
        "one_cycle_adam": rates(lambda o: schedulers.OneCycleLR(o, [0.5, 0.1], total_steps=41), adam),
        "one_cycle_linear": rates(lambda o: schedulers.OneCycleLR(o, 0.5, epochs=6, steps_per_epoch=7, pct_start=0.4, anneal_strategy="linear",
                                                                  base_momentum=0.8, max_momentum=0.9, div_factor=10, final_div_factor=100)),
        "one_cycle_three_phases": rates(lambda o: schedulers.OneCycleLR(o, 0.5, total_steps=41, three_phase=True, cycle_momentum=False)),
        "warm_up_then_cosine": rates(warm_up),
        "three_in_sequence": rates(lambda o: schedulers.SequentialLR(o, [
            schedulers.ConstantLR(o, factor=0.1, total_iters=2), schedulers.ExponentialLR(o, 0.9), schedulers.StepLR(o, 4, gamma=0.5)], [3, 20])),
        "sequence_without_closed_forms": rates(lambda o: schedulers.SequentialLR(o, [
            schedulers.LambdaLR(o, lambda epoch: 0.5 + epoch / 10), schedulers.LambdaLR(o, lambda epoch: 0.9 ** epoch)], [6])),
        "multi_step_after_linear": rates(lambda o: schedulers.SequentialLR(o, [
            schedulers.LinearLR(o, start_factor=0.25, total_iters=4), schedulers.MultiStepLR(o, [6, 12], gamma=0.1)], [4])),
        "polynomial_after_linear": rates(lambda o: schedulers.SequentialLR(o, [
            schedulers.LinearLR(o, start_factor=0.25, total_iters=4), schedulers.PolynomialLR(o, total_iters=30, power=0.9)], [4])),
    }
    FILES["schedules.json"] = json.dumps(cases, indent=None, separators=(",", ":")).encode() + b"\n"


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(16)
        self.fc = nn.Linear(16, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 2)
        x = F.relu(self.bn2(self.conv2(x)))
        return self.fc(F.adaptive_avg_pool2d(x, 1).flatten(1))


class AdamW(torch.optim.Optimizer):
    """The operators of PyTorch 1.13's torch.optim.AdamW(foreach=True), in its order."""

    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))
        self.params = self.param_groups[0]["params"]
        self.means, self.squares = ([torch.zeros_like(p, memory_format=torch.preserve_format) for p in self.params] for _ in range(2))
        self.steps = 0

    @torch.no_grad()
    def step(self):
        group, grads = self.param_groups[0], [p.grad for p in self.params]
        lr, (beta1, beta2) = group["lr"], group["betas"]
        self.steps += 1
        torch._foreach_mul_(self.params, 1 - lr * group["weight_decay"])
        torch._foreach_mul_(self.means, beta1)
        torch._foreach_add_(self.means, grads, alpha=1 - beta1)
        torch._foreach_mul_(self.squares, beta2)
        torch._foreach_addcmul_(self.squares, grads, grads, 1 - beta2)
        roots = torch._foreach_sqrt(self.squares)
        torch._foreach_div_(roots, math.sqrt(1 - beta2 ** self.steps))
        torch._foreach_addcdiv_(self.params, self.means, torch._foreach_add(roots, group["eps"]), -(lr / (1 - beta1 ** self.steps)))


def training():
    """20 steps of SGD with momentum and weight decay, or of AdamW, under a cosine schedule, clipped to norm 1.

    oneDNN 2.6 has no bfloat16 kernels for AVX2, so the bf16 case runs without oneDNN: libtorch's own kernels, the same on every machine."""
    out = {}
    for case in ("nchw", "channels_last", "bf16"):
        torch._C._set_mkldnn_enabled(case != "bf16")
        for kind in ("sgd", "adamw"):
            torch.manual_seed(11)
            net = Net()
            draw = torch.Generator().manual_seed(12)
            x, y = torch.randn((8 * STEPS, 1, 12, 12), generator=draw), torch.randint(0, 10, (8 * STEPS,), generator=draw)
            if case != "nchw":
                net, x = net.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
            if kind == "sgd":
                optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4, foreach=True)
            else:
                optimizer = AdamW(net.parameters(), lr=0.01)
            scheduler = schedulers.CosineAnnealingLR(optimizer, STEPS)
            seen = []
            for step in range(STEPS):
                optimizer.zero_grad(set_to_none=True)
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=case == "bf16"):
                    logits = net(x[8 * step:8 * step + 8])
                    loss = F.cross_entropy(logits, y[8 * step:8 * step + 8], label_smoothing=0.1)
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                scheduler.step()
                seen.append(loss.detach().float())
            out[f"{case}.{kind}.losses"] = torch.stack(seen)
            for key, value in net.state_dict().items():
                out[f"{case}.{kind}.{key}"] = value.clone()
    torch._C._set_mkldnn_enabled(True)
    safetensors("training", out)


def tensors_of(content):
    """The bytes of each tensor of a file."""
    begin = 8 + struct.unpack("<Q", content[:8])[0]
    return {key: content[begin + entry["data_offsets"][0]:begin + entry["data_offsets"][1]] for key, entry in json.loads(content[8:begin]).items()}


def beside():
    """Leaves of what was made only the tensors with other bits than the stored ones, under names that say which engine made them."""
    config = torch.__config__.show()
    engine = "libtorch-" + re.search(r"TORCH_VERSION=([\d.]+)", config)[1] + "-onednn-" + re.search(r"MKL-DNN v([\d.]+)", config)[1]
    for name, tensors in list(MADE.items()):
        stored, made = (tensors_of(content) for content in ((HERE / f"{name}.safetensors").read_bytes(), FILES[f"{name}.safetensors"]))
        differing = {key: tensor for key, tensor in tensors.items() if made[key] != stored[key]}
        if differing and name != "optimizers":
            safetensors(f"{name}.{engine}", differing)
    for name in [name for name in FILES if engine not in name]:
        del FILES[name]


def main():
    torch.set_num_threads(1)
    assert "CPU capability usage: AVX2" in torch.__config__.show(), torch.__config__.show()
    for make in (layers, losses, inits, optimizers, clipping, schedules, training):
        torch.manual_seed(0)
        make()
    if "--beside" in sys.argv:
        beside()
    listed = dict(reversed(line.split("  ")) for line in SUMS.read_text().splitlines()) if SUMS.exists() else {}
    made = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    if "--check" in sys.argv:
        other = [name for name in made if made[name] != listed.get(name)]
        sys.exit("The numbers differ from SHA256SUMS: " + ", ".join(other) if other else 0)
    for name, content in FILES.items():
        (HERE / name).write_bytes(content)
    sums = "".join(f"{total}  {name}\n" for name, total in sorted({**listed, **made}.items()))
    SUMS.write_text(sums)
    print(sums, end="")


if __name__ == "__main__":
    main()
