"""The noise is multiplied by the examples of all updates; it has to be those of one.

The text of question 3
"""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = sizes.sum() * (q - Q) / (K - 1)
        signal = Q - noise / sizes.sum()
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
