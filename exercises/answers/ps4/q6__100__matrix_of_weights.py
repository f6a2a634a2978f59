import numpy as np


def averaged_excess(paths, lengths, hessian):
    run = np.repeat(np.arange(len(lengths)), lengths)
    j = np.arange(len(paths)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    counted = (run[:, None] == run) & (j[:, None] // 2 <= j) & (j <= j[:, None])
    means = (counted / counted.sum(axis=1, keepdims=True)) @ paths
    return np.sum(means @ hessian * means, axis=1) / 2
