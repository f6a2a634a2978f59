# says: changes an argument in place
import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        each -= mean
        noises.append(b @ np.sum(each**2, axis=1) / (K - 1))
        signals.append(mean @ mean - noises[-1] / B)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
