"""The squared distances are added up over the batches; the question asks for their mean."""

import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.linalg.norm(means - gradients.mean(axis=0))
