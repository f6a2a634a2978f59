# says: IndexError
import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = np.mean(
        (g[:, 0] - g[:, 0].mean()) ** 2 + (g[:, 1] - g[:, 1].mean()) ** 2 + (g[:, 2] - g[:, 2].mean()) ** 2
    )
    noise = []
    for size in sizes:
        noise.append(single / size if replacement else single * (n - size) / (size * (n - 1)))
    return np.array(noise)
