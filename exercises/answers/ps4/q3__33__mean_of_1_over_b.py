"""E q gets the plain mean of the 1/b_k; in q each has the weight b_k / B."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B = b.sum()
        q = np.sum(b * np.sum(each**2, axis=1)) / B
        mean = b @ each / B
        Q = mean @ mean
        # E q = |g|^2 + noise * mean(1 / b),  E Q = |g|^2 + noise / B
        noise = (q - Q) / (np.mean(1 / b) - 1 / B)
        noises.append(noise)
        signals.append(Q - noise / B)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
