"""A recurrent layer in PyTorch, as `Work.Recurrent` describes it, and its training step."""
from itertools import cycle, islice

from contestant import Job
import torch
from torch import nn
from torch.nn import functional

import digits


class Recurrent(nn.Module):
    def __init__(self, work, time):
        super().__init__()
        self.time = time  # The dimension of steps: 1, or 0 where they come before the batch.
        places = torch.randn(work["length"], work["inputs"]) * 0.02
        self.places = nn.Parameter(places if time == 1 else places.unsqueeze(1))
        self.layer = nn.LSTM(work["inputs"], work["hidden"], batch_first=time == 1)

    def forward(self, x):
        return self.layer(x + self.places)[0].mean(self.time)


def batches(work, time):
    for _ in range(20):
        inputs = torch.rand(work["batch"], work["length"], work["inputs"]) * 2 - 1
        if time == 0:
            inputs = inputs.transpose(0, 1).contiguous()
        yield inputs, torch.rand(work["batch"], work["hidden"])


def step(work):
    def maker(time):
        def make():
            torch.manual_seed(1)
            model = Recurrent(work, time)
            optimizer = torch.optim.SGD(model.parameters(), lr=digits.LEARNING_RATES["sgd"], fused=True)
            all_batches = list(batches(work, time))
            source = cycle(all_batches)

            def run(count):
                for inputs, targets in islice(source, count):
                    optimizer.zero_grad()
                    functional.mse_loss(model(inputs), targets).backward()
                    optimizer.step()

            def loss():
                with torch.no_grad():
                    inputs, targets = all_batches[0]
                    return functional.mse_loss(model(inputs), targets).item()

            return Job(run, loss=loss)

        return make

    return {"batch first, fused optimizer": maker(1), "time first, fused optimizer": maker(0)}
