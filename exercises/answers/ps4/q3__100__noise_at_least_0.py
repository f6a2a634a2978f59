import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes, strict=True):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = B * (q - Q) / (K - 1)
        signals.append(Q - noise / B)
        noises.append(max(noise, 0))
    return np.mean(signals), np.mean(noises), np.mean(noises) / np.mean(signals)
