from torch.nn import functional as F


def evaluate(weights, x, y, size):
    loss, accuracy = 0.0, 0.0
    for first in range(0, 6, size):
        scores = x[first : first + size] @ weights
        classes = y[first : first + size]
        loss += F.cross_entropy(scores, classes, reduction="sum").item() / 6
        accuracy += (scores.argmax(dim=1) == classes).sum().item() / 6
    return loss, accuracy
