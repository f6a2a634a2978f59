"""The noise of the whole batch, tr Sigma / B, is in Q too; q - Q holds only the difference of the two."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = (q - Q) / np.mean(1 / b)
        signals.append(Q - noise / B)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
