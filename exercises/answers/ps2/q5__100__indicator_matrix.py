import numpy as np


def miss(gradients, batch):
    inside = (np.unique(batch)[:, np.newaxis] == batch).astype(float)
    means = inside @ gradients / inside.sum(axis=1, keepdims=True)
    return np.linalg.norm(means - np.mean(gradients, axis=0)) / len(means) ** 0.5
