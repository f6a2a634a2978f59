import numpy as np


def batch_noise(g, sizes, replacement):
    u = g - g.mean(axis=0)
    gram = u @ u.T
    n = len(g)
    same = np.trace(gram) / n
    other = gram.sum() / n**2 if replacement else (gram.sum() - np.trace(gram)) / (n * (n - 1))
    return np.array([(B * same + B * (B - 1) * other) / B**2 for B in sizes])
