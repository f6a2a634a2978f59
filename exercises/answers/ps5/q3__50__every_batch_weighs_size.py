"""The mean of the last batch is weighted with size, although the batch holds fewer examples."""

from torch.nn import functional as F


def evaluate(weights, x, y, size):
    weights = weights.detach()
    loss, accuracy = 0.0, 0.0
    for start in range(0, len(x), size):
        scores, labels = x[start : start + size] @ weights, y[start : start + size]
        loss += F.cross_entropy(scores, labels).item() * size
        accuracy += (scores.argmax(1) == labels).double().mean().item() * size
    return loss / len(x), accuracy / len(x)
