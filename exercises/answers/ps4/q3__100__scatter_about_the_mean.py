import numpy as np


def measured_noise(g, sizes):
    b = np.asarray(sizes, dtype=float)
    B = b.sum(axis=1)
    K = b.shape[1]
    mean = np.einsum("tk,tkp->tp", b, g) / B[:, None]
    noise = np.einsum("tk,tkp->t", b, (g - mean[:, None]) ** 2) / (K - 1)
    signal = (mean**2).sum(axis=1) - noise / B
    return signal.mean(), noise.mean(), noise.mean() / signal.mean()
