import numpy as np


def settled(losses, work, target):
    rest = np.maximum.accumulate(losses[:, ::-1], axis=1)[:, ::-1]
    below = rest <= target
    return np.where(below.any(axis=1), work[np.arange(len(work)), below.argmax(axis=1)], -1)
