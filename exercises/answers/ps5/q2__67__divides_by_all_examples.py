"""The summed losses are divided by n, also where the batches do not hold all n examples."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    w = weights.detach().clone()
    total = 0.0
    for batch in batches:
        w.requires_grad_()
        loss = F.cross_entropy(x[batch] @ w, y[batch])
        (grad,) = torch.autograd.grad(loss, w)
        w = (w - rate * grad).detach()
        total += loss.item() * len(batch)
    return w, total / len(x)
