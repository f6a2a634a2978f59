import numpy as np


def measured_noise(g, sizes):
    signals = noises = 0
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        apart = sum(b[i] * b[j] * np.sum((each[i] - each[j]) ** 2) for i in range(K) for j in range(i)) / B
        noises += apart / (K - 1) / len(g)
        signals += (np.sum((b @ each / B) ** 2) - apart / (K - 1) / B) / len(g)
    return signals, noises, noises / signals
