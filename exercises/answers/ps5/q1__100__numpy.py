import numpy as np


def prepare(train, valid, test):
    parts = [part.numpy() for part in (train, valid, test)]
    mean, deviation = parts[0].mean(axis=0), parts[0].std(axis=0)
    scale = np.where(np.ptp(parts[0], axis=0) == 0, 1, deviation)
    return [(part - mean) / scale for part in parts]
