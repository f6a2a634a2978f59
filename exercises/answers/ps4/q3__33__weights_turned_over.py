"""A micro-batch counts by one over its size; the larger one is known better and counts more."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = (1 / b) @ each / np.sum(1 / b)
        q, Q = (1 / b) @ np.sum(each**2, axis=1) / np.sum(1 / b), np.sum(mean**2)
        noise = B * (q - Q) / (K - 1)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
