"""Computes networks with PyTorch in double precision, for ExchangeTests.swift to compare with.

    python exchange.py FOLDER

For each FOLDER/NAME.safetensors, which holds weights as model files do, the network in the metadata, an input,
and what to multiply the outputs by, it writes FOLDER/NAME.result.safetensors with the outputs, the gradients of
the sum of those products, and the state after the run, each number as its eight bytes. It needs nothing but
PyTorch, and knows of each layer no more than what files say.
"""

import json
import struct
import sys
from math import prod
from pathlib import Path

import torch
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from exchange_sequences import LAYERS_OF_SEQUENCES, layer_norm, single
from exchange_losses import LOSSES
from exchange_tables import LAYERS_OF_TABLES

TYPES = {"F32": torch.float32, "I32": torch.int32}


def read(path):
    data = path.read_bytes()
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        numbers = torch.frombuffer(bytearray(data[begin:end]), dtype=TYPES[entry["dtype"]])
        numbers = numbers.reshape(entry["shape"])
        tensors[name] = numbers.double() if numbers.is_floating_point() else numbers.long()
    return metadata, tensors


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        numbers = tensor.detach().double().flatten().tolist()
        part = struct.pack(f"<{len(numbers)}d", *numbers)
        offsets = [len(data), len(data) + len(part)]
        header[name] = {"dtype": "U8", "shape": [len(part)], "data_offsets": offsets}
        data += part
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


class Scope:
    """The place of a layer: where its weights are, and what it leaves behind."""

    def __init__(self, tensors, learns):
        self.tensors, self.learns = tensors, learns
        self.path, self.is_frozen, self.states, self.inputs = "", False, {}, {}
        # What recurrent layers share; and which steps are padding, where an embedding has said so.
        self.sequences, self.lengths = {}, []

    def at(self, path, is_frozen=False):
        scope = Scope(self.tensors, self.learns)
        scope.path, scope.states, scope.inputs = path, self.states, self.inputs
        scope.sequences, scope.lengths = self.sequences, self.lengths
        scope.is_frozen = self.is_frozen or is_frozen
        return scope

    def child(self, label):
        return self.at(f"{self.path}.{label}" if self.path else label)

    def full(self, name):
        return f"{self.path}.{name}"

    def __getitem__(self, name):
        return self.tensors.get(self.full(name))


def pair(number):
    return number if isinstance(number, list) else [number, number]


def channels_first(x):
    return x.movedim(-1, 1)


def channels_last(x):
    return x.movedim(1, -1)


def with_channels(x, rank):
    return x if x.dim() == rank else x.unsqueeze(-1)


ACTIVATIONS = {
    "identity": lambda x: x,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leakyReLU": lambda x: F.leaky_relu(x, single(0.01)),
    "elu": F.elu,
    "gelu": F.gelu,
    "silu": F.silu,
    "softplus": lambda x: F.softplus(x, threshold=100),
    "step": lambda x: (x >= 0).to(x) + 0 * x,
    "softmax": lambda x: x.softmax(-1),
}


def edges(padding, sizes, windows, strides, dilations):
    """What F.pad adds, last dimension first: two numbers for each direction."""
    result = []
    for index in reversed(range(len(sizes))):
        span = (windows[index] - 1) * dilations[index] + 1
        if padding == "valid":
            result += [0, 0]
        elif padding == "same":
            count = -(-sizes[index] // strides[index])
            total = max((count - 1) * strides[index] + span - sizes[index], 0)
            result += [total // 2, total - total // 2]
        else:
            names = ["left", "right"] if index == len(sizes) - 1 else ["top", "bottom"]
            result += [padding[name] for name in names]
    return result


def finished(layer, scope, x):
    bias = scope["bias"] if layer["usesBias"] else None
    x = channels_last(x)
    return ACTIVATIONS[layer["activation"]](x if bias is None else x + bias)


def convolution(directions, function):
    def compute(layer, x, scope):
        x = channels_first(with_channels(x, directions + 2))
        kernel, stride, dilation = (
            pair(layer[name])[:directions] for name in ["kernel", "stride", "dilation"]
        )
        x = F.pad(x, edges(layer["padding"], x.shape[2:], kernel, stride, dilation))
        x = function(
            x, scope["weight"], stride=stride, dilation=dilation, groups=layer["groups"]
        )
        return finished(layer, scope, x)

    return compute


def transposed_convolution(layer, x, scope):
    x = channels_first(with_channels(x, 4))
    kernel, stride, dilation = (pair(layer[name]) for name in ["kernel", "stride", "dilation"])
    whole = F.conv_transpose2d(
        x, scope["weight"], stride=stride, dilation=dilation, groups=layer["groups"]
    )
    # The picture over which the convolution would be: what was padded there is cut off here.
    sizes = [size * step for size, step in zip(x.shape[2:], stride)]
    cut = [-edge for edge in edges(layer["padding"], sizes, kernel, stride, dilation)]
    if layer["padding"] == "same":
        # A kernel smaller than its stride leaves the last places to the bias.
        for place, direction in [(1, 1), (3, 0)]:
            cut[place] = sizes[direction] - whole.shape[2 + direction] - cut[place - 1]
    return finished(layer, scope, F.pad(whole, cut))


def pooling(directions, function):
    def compute(layer, x, scope):
        x = channels_first(with_channels(x, directions + 2))
        window = pair(layer["window"])[:directions]
        stride = pair(layer.get("stride") or layer["window"])[:directions]
        around = edges(layer["padding"], x.shape[2:], window, stride, [1] * directions)
        return channels_last(function(layer, x, around, window, stride))

    return compute


def largest(function):
    def compute(layer, x, around, window, stride):
        return function(F.pad(x, around, value=-torch.inf), window, stride)

    return compute


def average(function):
    def compute(layer, x, around, window, stride):
        means = function(F.pad(x, around), window, stride)
        if layer["countsPadding"]:
            return means
        return means / function(F.pad(torch.ones_like(x), around), window, stride)

    return compute


def batch_norm(layer, x, scope):
    learns = scope.learns and not scope.is_frozen
    running = {name: scope[name].clone() for name in ["running_mean", "running_var"]}
    x = F.batch_norm(
        channels_first(x),
        running["running_mean"],
        running["running_var"],
        scope["weight"],
        scope["bias"],
        learns,
        single(layer["momentum"]),
        single(layer["epsilon"]),
    )
    if learns:
        scope.states |= {scope.full(name): numbers for name, numbers in running.items()}
    return channels_last(x)


def group_norm(layer, x, scope):
    epsilon = single(layer["epsilon"])
    x = F.group_norm(channels_first(x), layer["groups"], scope["weight"], scope["bias"], epsilon)
    return channels_last(x)


def dense(layer, x, scope):
    return ACTIVATIONS[layer["activation"]](
        F.linear(x, scope["weight"], scope["bias"] if layer["usesBias"] else None)
    )


def recurrent(function):
    """Layer by layer, each of them over the real steps alone."""

    def compute(layer, x, scope):
        x = with_channels(x, 3)
        units, direction = layer["units"], layer["direction"]
        lengths = scope.sequences.get("lengths", torch.full(x.shape[:1], x.shape[1]))
        for level in range(layer["layers"]):
            kinds = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
            forward = [scope[f"{kind}_l{level}"] for kind in kinds]
            reverse = [scope[f"{kind}_l{level}_reverse"] for kind in kinds]
            # What only goes backward is one half of what goes both ways: PyTorch has it no other way.
            ways = {"forward": forward, "backward": reverse + reverse, "both": forward + reverse}
            packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            is_double = direction != "forward"
            zeros = x.new_zeros(1 + is_double, x.shape[0], units)
            first = (zeros, zeros) if layer["layer"] == "LSTM" else zeros
            states, last, *_ = function(layer)(
                packed.data, packed.batch_sizes, first, ways[direction], True, 1, 0.0, False, is_double
            )
            packed = packed._replace(data=states)
            x = pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])[0]
            last = last.index_select(1, packed.unsorted_indices)
            if direction == "backward":
                x, last = x[..., units:], last[1:]
        return x if layer["returnsSequences"] else last.movedim(0, 1).flatten(1)

    return compute


def cut_lengths(layer, x, scope):
    scope.sequences["lengths"] = torch.tensor(layer["lengths"]).long()
    return x


def dropout(layer, x, scope):
    assert not scope.learns, "what is dropped is drawn by each library in its own way"
    return x


def upsampling(layer, x, scope):
    return channels_last(F.interpolate(channels_first(x), scale_factor=layer["factor"]))


def framed(sign):
    def compute(layer, x, scope):
        around = [sign * layer[name] for name in ["left", "right", "top", "bottom"]]
        return channels_last(F.pad(channels_first(x), around))

    return compute


def given_name(layer):
    if layer["layer"] == "Frozen":
        return given_name(layer["inner"])
    return layer["label"] if layer["layer"] == "Named" else None


def labelled(layers, prefix):
    return [(given_name(layer) or f"{prefix}.{index}", layer) for index, layer in enumerate(layers)]


def network(layer, x, scope):
    for label, inner in labelled(layer["layers"], "layers"):
        x = apply(inner, x, scope.child(label))
    return x


def residual(layer, x, scope):
    past = layer.get("projection")
    past = x if past is None else network(past, x, scope.child("projection"))
    return network(layer, x, scope) + past


def parallel(layer, x, scope):
    outputs = [
        apply(inner, x, scope.child(label))
        for label, inner in labelled(layer["branches"], "branches")
    ]
    if layer["combination"] == "concatenate":
        return torch.cat(outputs, -1)
    outputs = torch.stack(outputs)
    return outputs.sum(0) if layer["combination"] == "add" else outputs.prod(0)


def inputs(layer, x, scope):
    parts = sorted(layer["parts"].items())
    numbers = x.split([prod(sizes) for _, sizes in parts], dim=1)
    for (name, sizes), part in zip(parts, numbers):
        scope.inputs[name] = part.reshape(-1, *sizes)
    return x


def outputs(layer, x, scope):
    parts = sorted((given_name(inner), inner) for inner in layer["branches"])
    branches = [apply(inner, x, scope.child(label)).flatten(1) for label, inner in parts]
    return torch.cat(branches, 1)


def repeat(layer, x, scope):
    for copy in range(layer["count"]):
        x = network(layer, x, scope if layer["sharing"] else scope.child(f"copies.{copy}"))
    return x


LAYERS = {
    "Activation": lambda layer, x, scope: ACTIVATIONS[layer["function"]](x),
    "AveragePooling1D": pooling(1, average(F.avg_pool1d)),
    "AveragePooling2D": pooling(2, average(F.avg_pool2d)),
    "BatchNorm": batch_norm,
    "Conv1D": convolution(1, F.conv1d),
    "Conv2D": convolution(2, F.conv2d),
    "Crop": framed(-1),
    "CutLengths": cut_lengths,
    "Dense": dense,
    "Dropout": dropout,
    "Flatten": lambda layer, x, scope: x.flatten(1),
    "Frozen": lambda layer, x, scope: apply(layer["inner"], x, scope.at(scope.path, True)),
    "GRU": recurrent(lambda layer: torch.gru),
    "GlobalAveragePooling": lambda layer, x, scope: x.flatten(1, -2).mean(1),
    "GlobalMaxPooling": lambda layer, x, scope: x.flatten(1, -2).amax(1),
    "GroupNorm": group_norm,
    "Input": lambda layer, x, scope: scope.inputs[layer["part"]],
    "Inputs": inputs,
    "LSTM": recurrent(lambda layer: torch.lstm),
    "LayerNorm": layer_norm,
    "MaxPooling1D": pooling(1, largest(F.max_pool1d)),
    "MaxPooling2D": pooling(2, largest(F.max_pool2d)),
    "Named": lambda layer, x, scope: apply(layer["inner"], x, scope),
    "Network": network,
    "Outputs": outputs,
    "RNN": recurrent(lambda layer: getattr(torch, "rnn_" + layer["activation"])),
    "PReLU": lambda layer, x, scope: channels_last(F.prelu(channels_first(x), scope["weight"])),
    "Pad": framed(1),
    "Parallel": parallel,
    "Permute": lambda layer, x, scope: x.permute(0, *layer["order"]),
    "Repeat": repeat,
    "Reshape": lambda layer, x, scope: x.reshape(x.shape[0], *layer["sizes"]),
    "Residual": residual,
    "Shared": lambda layer, x, scope: apply(layer["inner"], x, scope.at(layer["label"])),
    "SpatialDropout": dropout,
    "TransposedConv2D": transposed_convolution,
    "UnitLength": lambda layer, x, scope: F.normalize(x, dim=-1, eps=single(layer["epsilon"])),
    "Upsampling": upsampling,
} | LAYERS_OF_SEQUENCES | LAYERS_OF_TABLES


def apply(layer, x, scope):
    return LAYERS[layer["layer"]](layer, x, scope)


def compute(metadata, tensors):
    x, projection = tensors.pop("input"), tensors.pop("projection")
    target = tensors.pop("target", None)
    weights = {name: t for name, t in tensors.items() if "running_" not in name}
    for tensor in [x, *weights.values()]:
        tensor.requires_grad_()
    scope = Scope(tensors, metadata["mode"] == "training")
    output = network(json.loads(metadata["network"]), x, scope)
    if target is not None:
        output = LOSSES[metadata["loss"]](output, target, json.loads(metadata["options"]))
    sources = {"input": x, **weights}
    gradients = torch.autograd.grad(
        (output * projection).sum(), list(sources.values()), allow_unused=True
    )
    results = {"output": output} | scope.states
    for (name, source), gradient in zip(sources.items(), gradients):
        results[f"gradient of {name}"] = torch.zeros_like(source) if gradient is None else gradient
    return results


torch.set_num_threads(1)
for path in sorted(Path(sys.argv[1]).glob("*.safetensors")):
    try:
        results = compute(*read(path))
    except Exception as error:
        raise SystemExit(f"{path.stem}: {type(error).__name__}: {error}")
    write(path.with_suffix(".result.safetensors"), results)
