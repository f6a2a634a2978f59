"""The lengths are not squared; signal and noise add up only in squared lengths."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.linalg.norm(each, axis=1) / B, np.linalg.norm(mean)
        noise = B * (q - Q) / (K - 1)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
