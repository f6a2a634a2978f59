"""All losses are taken at the new weights, after the epoch."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    w = weights.clone().requires_grad_()
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ w, y[batch])
        (grad,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w -= rate * grad
    w = w.detach()
    seen = torch.cat(list(batches))
    return w, F.cross_entropy(x[seen] @ w, y[seen]).item()
