"""The signal is Q as it stands; on average Q holds tr Sigma / B besides.

Chapter 8, "Signal and noise in one number"
"""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        q = np.sum(b * np.sum(each**2, axis=1)) / B
        Q = np.sum((b @ each / B) ** 2)
        signals.append(Q)
        noises.append(B * (q - Q) / (K - 1))
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
