"""An update counts by its number of examples; each gives one estimate, and all count alike.

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
    return (
        np.average(signals, weights=sizes.sum(axis=1)),
        np.average(noises, weights=sizes.sum(axis=1)),
        np.average(noises, weights=sizes.sum(axis=1)) / np.average(signals, weights=sizes.sum(axis=1)),
    )
