"""The means over the updates are divided by T - 1; a mean of T numbers is divided by T.

The text of question 3
"""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = B * (q - Q) / (K - 1)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return [np.sum(signals) / max(1, len(g) - 1), np.sum(noises) / max(1, len(g) - 1), np.sum(noises) / np.sum(signals)]
