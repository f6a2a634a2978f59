"""An update counts by its number of examples; each gives one estimate, and all count alike.

The text of question 3
"""

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
    weights = np.sum(sizes, axis=1)
    signal, noise = np.average(signals, weights=weights), np.average(noises, weights=weights)
    return signal, noise, noise / signal
