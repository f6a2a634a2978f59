"""A large batch counts more than a small one; each batch has to count the same."""

import numpy as np


def miss(gradients, batch):
    full = gradients.mean(axis=0)
    squares = [np.sum((gradients[batch == number].mean(axis=0) - full) ** 2) for number in batch]
    return np.sqrt(np.mean(squares))
