"""Gradient and loss of every batch are divided by the size of the first batch instead of its own."""

from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    size = len(batches[0])
    w, total = weights.clone(), 0.0
    for batch in batches:
        w = w.detach().requires_grad_()
        loss = F.cross_entropy(x[batch] @ w, y[batch], reduction="sum")
        loss.backward()
        w = w.detach() - rate * w.grad / size
        total += loss.item()
    return w.detach(), total / (size * len(batches))
