import numpy as np


def total_losses(points, targets, thetas):
    out = np.zeros(thetas.shape[:2])
    for r in range(thetas.shape[0]):
        for j in range(thetas.shape[1]):
            error = thetas[r, j, 0] * points + thetas[r, j, 1] - targets
            small = np.abs(error) <= DELTA
            large = DELTA * (np.abs(error[~small]) - DELTA / 2)
            out[r, j] = (np.sum(error[small] ** 2) / 2 + np.sum(large)) / len(error)
    return out
