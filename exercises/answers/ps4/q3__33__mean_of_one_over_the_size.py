"""E q gets the plain mean of the 1/b_k; in q each has the weight b_k / B."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = (q - Q) / (np.mean(1 / b) - 1 / B)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
