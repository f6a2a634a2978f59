"""All micro-batches are taken to be as large as the first."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = each.mean(axis=0)
        q, Q = np.sum(each**2) / K, np.sum(mean**2)
        noise = (q - Q) / (1 / b[0] - 1 / (K * b[0]))
        signal = Q - noise / (K * b[0])
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
