# says: changes whether an argument requires a gradient
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    weights.requires_grad_(False)
    loss, accuracy = 0.0, 0.0
    for start in range(0, len(x), size):
        a, b = x[start : start + size], y[start : start + size]
        scores = a @ weights
        loss += F.cross_entropy(scores, b).item() * len(b)
        accuracy += (scores.argmax(1) == b).sum().item()
    return loss / len(x), accuracy / len(x)
