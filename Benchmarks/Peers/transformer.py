"""A causal Transformer in PyTorch, as `Work.Transformer` describes it: its training step, and how it writes."""
from itertools import cycle, islice

from contestant import Job
import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    def __init__(self, work):
        super().__init__()
        width = work["width"]
        self.heads = work["heads"]
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.enter, self.leave = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.linear1 = nn.Linear(width, work["feedForward"])
        self.linear2 = nn.Linear(work["feedForward"], width)

    def forward(self, x):
        q, k, v = self.parts(x)
        return self.rest(x, functional.scaled_dot_product_attention(q, k, v, is_causal=True))

    def parts(self, x):
        parts = self.enter(self.norm1(x)).unflatten(-1, (3, self.heads, -1))
        return parts.permute(2, 0, 3, 1, 4)

    def rest(self, x, attended):
        x = x + self.leave(attended.transpose(1, 2).flatten(2))
        return x + self.linear2(functional.gelu(self.linear1(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self, work):
        super().__init__()
        self.tokens = nn.Embedding(work["vocabulary"], work["width"])
        self.places = nn.Embedding(work["context"], work["width"])
        self.blocks = nn.Sequential(*[Block(work) for _ in range(work["blocks"])])
        self.norm = nn.LayerNorm(work["width"])
        self.scores = nn.Linear(work["width"], work["vocabulary"])

    def forward(self, tokens):
        x = self.tokens(tokens) + self.places.weight
        return self.scores(self.norm(self.blocks(x)))


def step(work):
    def maker(compiled):
        def make():
            torch.manual_seed(1)
            model = Transformer(work)
            optimizer = torch.optim.AdamW(model.parameters(), lr=0.0003, fused=True)
            shape = (work["batch"], work["context"] + 1)
            batches = [torch.randint(work["vocabulary"], shape) for _ in range(20)]
            source = cycle(batches)

            def objective(tokens):
                return functional.cross_entropy(model(tokens[:, :-1]).flatten(0, 1), tokens[:, 1:].flatten())

            if compiled:
                torch.compiler.reset()
                objective = torch.compile(objective)

            def run(count):
                for tokens in islice(source, count):
                    optimizer.zero_grad()
                    objective(tokens).backward()
                    optimizer.step()

            def loss():
                with torch.no_grad():
                    return objective(batches[0]).item()

            return Job(run, loss=loss)

        return make

    return {"eager, fused optimizer": maker(False), "compiled, fused optimizer": maker(True)}


class Writer:
    """Writes one token after another, each the likeliest; keys and values of all tokens so far are kept."""

    def __init__(self, work, masked):
        self.work, self.masked = work, masked
        torch.manual_seed(1)
        self.model = Transformer(work).eval()
        self.context = work["context"]
        shape = (1, work["heads"], self.context, work["width"] // work["heads"])
        self.kept = [(torch.zeros(shape), torch.zeros(shape)) for _ in range(work["blocks"])]
        self.seen = torch.tril(torch.ones(self.context, self.context, dtype=torch.bool))
        self.places = list(torch.arange(self.context).split(1))

    def next(self, token, place, end):
        """The next token; `end` tokens are looked at, or all that there is room for, with a mask."""
        x = self.model.tokens(token) + self.model.places(place)
        for block, (keys, values) in zip(self.model.blocks, self.kept):
            q, k, v = block.parts(x)
            keys.index_copy_(2, place, k)
            values.index_copy_(2, place, v)
            if self.masked:
                mask = self.seen[place]
                attended = functional.scaled_dot_product_attention(q, keys, values, attn_mask=mask)
            else:
                attended = functional.scaled_dot_product_attention(q, keys[:, :, :end], values[:, :, :end])
            x = block.rest(x, attended)
        return self.model.scores(self.model.norm(x)).argmax(-1)

    def write(self, first):
        """As many tokens as there is room for, after the first."""
        token, tokens = torch.tensor([[first]]), []
        for index, place in enumerate(self.places):
            token = self.next(token, place, index + 1)
            tokens.append(token)
        return torch.cat(tokens, 1)

    def error(self):
        """How far the tokens' scores are from the highest ones when the whole text is read at once."""
        with torch.inference_mode():
            tokens = self.write(0)
            scores = self.model(torch.cat([torch.tensor([[0]]), tokens[:, :-1]], 1))
            chosen = scores.gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
            return (scores.max(-1).values - chosen).max().item()


def generate(work):
    def maker(compiled):
        def make():
            writer = Writer(work, masked=compiled)
            if compiled:
                # One program for all places: it looks at all that there is room for.
                torch.compiler.reset()
                step = torch.compile(writer.next)
                writer.next = lambda token, place, end: step(token, place, 0)

            def run(count):
                with torch.inference_mode():
                    for index in range(count):
                        writer.write(index % work["vocabulary"])

            return Job(run, error=writer.error)

        return make

    return {"eager, keys and values kept": maker(False), "compiled, keys and values kept": maker(True)}
