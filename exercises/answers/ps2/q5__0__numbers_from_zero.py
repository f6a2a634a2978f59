"""The numbers in `batch` are counted from 0; they can be any, and a batch that has no readings has no mean."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == k].mean(axis=0) for k in range(batch.max() + 1)])
    return np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1)))
