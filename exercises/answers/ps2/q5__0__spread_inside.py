"""This is the spread of the readings inside their batches; the question asks how far the batches' means lie off."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in batch])
    return np.sqrt(np.mean(np.sum((gradients - means) ** 2, axis=1)))
