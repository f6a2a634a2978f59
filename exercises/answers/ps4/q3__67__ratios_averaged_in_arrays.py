"""The noise scale is a mean of ratios; average signal and noise first, and divide once at the end."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        q = np.average(np.sum(each**2, axis=1), weights=b)
        Q = np.sum(np.average(each, axis=0, weights=b) ** 2)
        noise = (q - Q) * B / (K - 1)
        noises.append(noise)
        signals.append(Q - noise / B)
    signals, noises = np.array(signals), np.array(noises)
    return signals.mean(), noises.mean(), (noises / signals).mean()
