"""Negative estimates are set to 0; that makes the mean of the signals too large."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        q = np.sum(b * np.sum(each**2, axis=1)) / B
        Q = np.sum((b @ each / B) ** 2)
        noise = (q - Q) * B / (K - 1)
        signal = max(Q - noise / B, 0.0)
        noises.append(noise)
        signals.append(signal)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
