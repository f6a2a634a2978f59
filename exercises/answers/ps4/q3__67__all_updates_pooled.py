"""All updates are thrown together; between updates the full gradient changes, and that counts as noise."""

import numpy as np


def measured_noise(g, sizes):
    g, sizes = g.reshape(1, -1, g.shape[2]), sizes.reshape(1, -1)
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = B * (q - Q) / (K - 1)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
