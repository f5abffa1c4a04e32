"""The layers of exchange.py that are made for tables."""

import torch


def piecewise_linear(layer, x, scope):
    """Gorishniy and others', column by column as the paper writes it, of which PyTorch has none."""
    bins = max(len(edges) for edges in layer["edges"]) - 1
    columns = []
    for column, edges in enumerate(layer["edges"]):
        shares = []
        for bin, (low, high) in enumerate(zip(edges, edges[1:])):
            share = (x[:, column] - low) / (high - low)
            if bin > 0:
                share = share.clamp(min=0)
            if bin + 2 < len(edges):
                share = share.clamp(max=1)
            shares.append(share)
        shares += [torch.zeros_like(x[:, column])] * (bins - len(shares))
        columns.append(torch.stack(shares, 1))
    return torch.stack(columns, 1)


LAYERS_OF_TABLES = {"PiecewiseLinear": piecewise_linear}
