"""What looks along sequences, for exchange.py: embeddings, positions, attention and what is made of it."""

import torch
from torch.nn import functional as F


def single(number):
    """A number of a file as single precision has it."""
    return torch.tensor(number, dtype=torch.float32).item()


def embedding(layer, x, scope):
    tokens = x.round().long()
    known = (tokens >= 0) & (tokens < layer["count"])
    places = torch.arange(1, tokens.shape[1] + 1)
    lengths = ((tokens >= 0) * places).amax(1)
    scope.lengths[:] = [places > lengths[:, None]]
    return F.embedding(tokens.clamp(0, layer["count"] - 1), scope["weight"]) * known[..., None]


def waves(length, width, base):
    angles = torch.arange(length, dtype=torch.float64)[:, None] * base ** (
        -torch.arange(0, width, 2, dtype=torch.float64) / width
    )
    return angles.sin(), angles.cos()


def sinusoidal_position(layer, x, scope):
    return x + torch.stack(waves(*x.shape[1:], layer["base"]), -1).flatten(1)


def layer_norm(layer, x, scope):
    epsilon = single(layer["epsilon"])
    return F.layer_norm(x, x.shape[-1:], scope["weight"], scope["bias"], epsilon)


def rms_norm(layer, x, scope):
    return F.rms_norm(x, x.shape[-1:], scope["weight"], single(layer["epsilon"]))


def rotated(x, base):
    """Heads [batch, heads, length, size], pairs as complex numbers."""
    sine, cosine = waves(*x.shape[2:], base)
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)).contiguous())
    return torch.view_as_real(pairs * torch.complex(cosine, sine)).flatten(-2)


def attention(layer, x, scope):
    heads, groups, causal = layer["heads"], layer["groups"], layer["causal"]
    width, length = x.shape[2], x.shape[1]
    padding = scope.lengths[0] if scope.lengths and not causal else None
    blocked = torch.ones(length, length, dtype=torch.bool).triu(1) if causal else None
    if groups == heads and not layer["rotary"]:
        # PyTorch gives NaN where all is padding.
        whole = None if padding is None else padding & ~padding.all(1, keepdim=True)
        result, _ = F.multi_head_attention_forward(
            *[x.transpose(0, 1)] * 3, width, heads, scope["in_proj_weight"],
            scope["in_proj_bias"], None, None, False, 0.0, scope["out_proj.weight"],
            scope["out_proj.bias"], need_weights=False, key_padding_mask=whole, attn_mask=blocked,
        )
        result = result.transpose(0, 1)
        if padding is None:
            return result
        nothing = padding.all(1)[:, None, None]
        return torch.where(nothing, scope["out_proj.bias"].expand_as(result), result)
    if groups == heads:
        q, k, v = F.linear(x, scope["in_proj_weight"], scope["in_proj_bias"]).chunk(3, -1)
    else:
        q, k, v = (
            F.linear(x, scope[f"{name}.weight"], scope[f"{name}.bias"])
            for name in ["q_proj", "k_proj", "v_proj"]
        )
    q, k, v = (t.unflatten(-1, (-1, width // heads)).transpose(1, 2) for t in (q, k, v))
    if layer["rotary"]:
        q, k = rotated(q, layer["base"]), rotated(k, layer["base"])
    result = F.scaled_dot_product_attention(q, k, v, is_causal=causal, enable_gqa=True)
    return F.linear(
        result.transpose(1, 2).flatten(2), scope["out_proj.weight"], scope["out_proj.bias"]
    )


def transformer_block(layer, x, scope):
    is_usual = layer["normalization"] == "layer" and layer["groups"] == layer["heads"]
    if is_usual and not layer["rotary"] and layer["activation"] in ["gelu", "relu"]:
        block = torch.nn.TransformerEncoderLayer(
            x.shape[2], layer["heads"], scope["linear1.weight"].shape[0], 0.0,
            layer["activation"], batch_first=True, norm_first=layer["normalizesFirst"],
            dtype=torch.float64,
        )
        blocked = torch.nn.Transformer.generate_square_subsequent_mask(x.shape[1], dtype=x.dtype)
        weights = {name: scope[name] for name, _ in block.named_parameters()}
        masks = {"src_mask": blocked if layer["causal"] else None}
        return torch.func.functional_call(block, weights, (x,), masks)
    norm = layer_norm if layer["normalization"] == "layer" else rms_norm

    def even(x, label):
        return norm({"epsilon": 1e-5}, x, scope.child(label))

    def attend(x):
        return attention(layer | {"base": 10_000}, x, scope.child("self_attn"))

    def think(x):
        inner = F.linear(x, scope["linear1.weight"], scope["linear1.bias"])
        inner = getattr(F, layer["activation"])(inner)
        return F.linear(inner, scope["linear2.weight"], scope["linear2.bias"])

    for label, body in [("norm1", attend), ("norm2", think)]:
        x = x + body(even(x, label)) if layer["normalizesFirst"] else even(x + body(x), label)
    return x


LAYERS_OF_SEQUENCES = {
    "Embedding": embedding,
    "MultiHeadAttention": attention,
    "PositionEmbedding": lambda layer, x, scope: x + scope["weight"][: x.shape[1]],
    "RMSNorm": rms_norm,
    "SinusoidalPosition": sinusoidal_position,
    "TransformerBlock": transformer_block,
}
