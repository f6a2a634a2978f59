# says: changes an argument in place
import numpy as np


def miss(gradients, batch):
    gradients -= gradients.mean(axis=0)
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    return np.sqrt(np.mean(np.sum(means**2, axis=1)))
