"""The noise is that of a batch of B examples; tr Sigma is the noise of a single one, B times as large."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        q = (b * (each**2).sum(axis=1)).sum() / B
        Q = ((b[:, np.newaxis] * each).sum(axis=0) ** 2).sum() / B**2
        noise = (q - Q) / (K - 1)
        noises.append(noise)
        signals.append(Q - noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
