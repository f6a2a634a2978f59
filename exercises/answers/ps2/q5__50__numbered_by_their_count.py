"""The loop runs over numbers that no reading has. They are just names, with gaps: take those that occur."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == k].mean(axis=0) for k in range(len(np.unique(batch)))])
    return np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1)))
