import numpy as np


def measured_noise(g, sizes):
    share = sizes / sizes.sum(axis=1, keepdims=True)
    small = np.einsum("tk,tkp,tkp->t", share, g, g)
    large = np.sum(np.einsum("tk,tkp->tp", share, g) ** 2, axis=1)
    extra = (small - large) / (g.shape[1] - 1)
    signal, noise = np.mean(large - extra), np.mean(extra * sizes.sum(axis=1))
    return signal, noise, noise / signal
