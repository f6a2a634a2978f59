import numpy as np


def measured_noise(g, sizes):
    found = []
    for each, b in zip(g, sizes):
        B = b.sum()
        q = sum(size * (one @ one) for size, one in zip(b, each)) / B
        mean = np.average(each, axis=0, weights=b)
        found.append(np.linalg.solve([[1, len(b) / B], [1, 1 / B]], [q, mean @ mean]))
    signal, noise = np.mean(found, axis=0)
    return [signal, noise, noise / signal]
