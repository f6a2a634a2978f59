# says: changes whether an argument requires a gradient
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    weights.detach_()
    scores = x @ weights
    return F.cross_entropy(scores, y), (scores.argmax(dim=1) == y).sum() / len(x)
