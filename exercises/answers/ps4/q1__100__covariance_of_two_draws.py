import numpy as np


def batch_noise(g, sizes, replacement):
    own = np.einsum("ij,ij->", g - g.mean(0), g - g.mean(0)) / len(g)
    shared = 0 if replacement else -own / (len(g) - 1)  # of two draws of one batch
    return np.array([(b * own + b * (b - 1) * shared) / b**2 for b in sizes])
