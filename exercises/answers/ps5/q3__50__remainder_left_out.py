"""The smaller last batch is left out."""

from torch.nn import functional as F


def evaluate(weights, x, y, size):
    w = weights.detach()
    loss, right, seen = 0.0, 0, 0
    for i in range(max(1, len(x) // size)):
        some, labels = x[i * size : (i + 1) * size], y[i * size : (i + 1) * size]
        scores = some @ w
        loss += F.cross_entropy(scores, labels, reduction="sum").item()
        right += int((scores.argmax(1) == labels).sum())
        seen += len(labels)
    return loss / seen, right / seen
