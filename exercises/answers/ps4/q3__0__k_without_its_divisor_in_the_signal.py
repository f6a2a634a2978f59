"""E q holds K tr Sigma / B, K times the noise in E Q: the 1/B is lost."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = B * (q - Q) / (K - 1)
        signals.append(q - noise * K)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
