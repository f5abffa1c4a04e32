"""The whole work in PyTorch: reads the digits, learns eagerly with the fused optimizer, tests, writes the model."""
import os
from tempfile import TemporaryFile

from threads import THREADS
import torch
from torch import nn

import digits

torch.set_num_threads(THREADS)
torch.set_num_interop_threads(THREADS)

network = nn.Sequential(nn.Linear(784, 16), nn.Sigmoid(), nn.Linear(16, 16), nn.Sigmoid(), nn.Linear(16, 10))
optimizer = torch.optim.SGD(network.parameters(), lr=0.5, fused=True)

images, labels = map(torch.from_numpy, digits.training())
labels = labels.long()
for _ in range(int(os.environ["EPOCHS"])):
    for chosen in torch.randperm(len(images)).split(32):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(images[chosen]), labels[chosen]).backward()
        optimizer.step()

with torch.inference_mode():
    answers = network(torch.from_numpy(digits.test_images())).argmax(1)
    print((answers == torch.from_numpy(digits.test_labels())).float().mean().item())
torch.save(network.state_dict(), TemporaryFile())
