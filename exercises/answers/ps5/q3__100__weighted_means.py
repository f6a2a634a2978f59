import numpy as np
from torch import nn


def evaluate(weights, x, y, size):
    sizes, means = [], []
    for rows, classes in zip(x.split(size), y.split(size), strict=True):
        scores = rows @ weights
        means.append(
            [nn.CrossEntropyLoss()(scores, classes).item(), (scores.argmax(1) == classes).double().mean().item()]
        )
        sizes.append(len(rows))
    return np.average(means, axis=0, weights=sizes)
