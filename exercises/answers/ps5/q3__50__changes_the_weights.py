# says: changes whether an argument requires a gradient
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    weights.requires_grad_(False)
    loss, accuracy = 0.0, 0.0
    for start in range(0, len(x), size):
        batch = slice(start, start + size)
        scores = x[batch] @ weights
        loss += F.cross_entropy(scores, y[batch], reduction="sum").item() / len(x)
        accuracy += (scores.argmax(dim=1) == y[batch]).sum().item() / len(x)
    return loss, accuracy
