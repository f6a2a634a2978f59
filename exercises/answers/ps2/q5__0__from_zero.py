"""These are the lengths of the batches' gradients; the question asks how far they are from the full gradient."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.sqrt(np.mean(np.sum(means**2, axis=1)))
