import numpy as np
import torch
from torch import nn


def epoch(weights, x, y, batches, rate):
    layer = nn.Linear(*weights.shape, bias=False, dtype=torch.float64)
    layer.weight.data = weights.T.clone()
    losses, sizes = [], []
    for batch in batches:
        loss = nn.CrossEntropyLoss()(layer(x[batch]), y[batch])
        layer.zero_grad()
        loss.backward()
        with torch.no_grad():
            layer.weight.sub_(layer.weight.grad, alpha=rate)
        losses.append(loss.item())
        sizes.append(len(batch))
    return layer.weight.T, np.average(losses, weights=sizes)
