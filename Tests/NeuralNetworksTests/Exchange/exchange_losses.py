"""The losses of exchange.py: of outputs z, targets t and options, a number for each example."""

import torch
from torch.nn import functional as F


def numbers(z, t):
    """Labels as rows of zeros with a one, other targets as they are."""
    return t if t.is_floating_point() else F.one_hot(t, z.shape[1]).to(z)


def cross_entropy(z, t, options):
    smoothing = options.get("labelSmoothing", 0)
    return F.cross_entropy(z, t, reduction="none", label_smoothing=smoothing)


def hinge(z, t, options):
    """Crammer and Singer's, of which PyTorch has none."""
    label = F.one_hot(t, z.shape[1]).bool()
    others = z.masked_fill(label, -torch.inf).amax(1)
    return F.relu(1 + others - z[label])


def kullback_leibler(z, t, options):
    return F.kl_div(z.log_softmax(1), numbers(z, t), reduction="none").sum(1)


def quantile(z, t, options):
    """Koenker and Bassett's, of which PyTorch has none."""
    error, share = numbers(z, t) - z, options["quantile"]
    return torch.where(error > 0, share * error, (share - 1) * error).mean(1)


def focal(z, t, options):
    loss = F.cross_entropy(z, t, reduction="none")
    return (1 - (-loss).exp()) ** options["gamma"] * loss


def alike(t):
    """Pairs of examples with the same label, and pairs that are one example."""
    return t[:, None] == t[None, :], torch.eye(len(t), dtype=torch.bool)


def triplet(z, t, options):
    """Hermans, Beyer and Leibe's, of which PyTorch has none that chooses the triplets."""
    same, itself = alike(t)
    losses = []
    for i in range(len(t)):
        distances = torch.stack([F.pairwise_distance(z[i], other, eps=0) for other in z])
        own, others = distances[same[i] & ~itself[i]], distances[~same[i]]
        fits = len(own) > 0 and len(others) > 0
        loss = F.relu(options["margin"] + own.max() - others.min()) if fits else 0 * z[i].sum()
        losses.append(loss)
    return torch.stack(losses)


def supervised_contrastive(z, t, options):
    """Khosla and others', of which PyTorch has none."""
    same, itself = alike(t)
    cosines = F.cosine_similarity(z[:, None], z[None, :], dim=2) / options["temperature"]
    losses = []
    for i in range(len(t)):
        others = ~itself[i]
        shares = cosines[i][others].log_softmax(0)[same[i][others]]
        losses.append(-shares.mean() if len(shares) > 0 else 0 * z[i].sum())
    return torch.stack(losses)


# Each gives a number for each example.
LOSSES = {
    "binary-cross-entropy": lambda z, t, options: F.binary_cross_entropy_with_logits(
        z, numbers(z, t), reduction="none"
    ).sum(1),
    "cosine-distance": lambda z, t, options: 1 - F.cosine_similarity(z, numbers(z, t)),
    "cross-entropy": cross_entropy,
    "focal": focal,
    "hinge": hinge,
    "huber": lambda z, t, options: F.huber_loss(
        z, numbers(z, t), reduction="none", delta=options["delta"]
    ).mean(1),
    "kullback-leibler": kullback_leibler,
    "mean-absolute-error": lambda z, t, options: (z - numbers(z, t)).abs().mean(1),
    "mean-squared-error": lambda z, t, options: F.mse_loss(
        z, numbers(z, t), reduction="none"
    ).mean(1),
    "quadratic": lambda z, t, options: F.mse_loss(z, numbers(z, t), reduction="none").sum(1) / 2,
    "quantile": quantile,
    "supervised-contrastive": supervised_contrastive,
    "triplet": triplet,
}
