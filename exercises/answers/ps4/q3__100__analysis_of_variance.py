import numpy as np


def measured_noise(g, sizes):
    B = sizes.sum(axis=1, keepdims=True)
    means = np.sum(sizes[..., None] * g, axis=1) / B
    noises = np.sum(sizes * np.sum((g - means[:, None]) ** 2, axis=2), axis=1) / (sizes.shape[1] - 1)
    signals = np.sum(means**2, axis=1) - noises / B[:, 0]
    signal, noise = signals.mean(), noises.mean()
    return np.array([signal, noise, noise / signal])
