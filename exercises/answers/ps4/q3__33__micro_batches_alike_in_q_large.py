"""The plain mean of the K gradients stands for that of all examples; each of them counts by its size."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        q = np.sum(b * np.sum(each**2, axis=1)) / B
        Q = np.sum(each.mean(axis=0) ** 2)
        noise = (q - Q) * B / (K - 1)
        noises.append(noise)
        signals.append(Q - noise / B)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
