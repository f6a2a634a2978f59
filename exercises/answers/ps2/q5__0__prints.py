# says: prints its result
import numpy as np


def miss(gradients, batch):
    means = np.array([gradients[batch == number].mean(axis=0) for number in np.unique(batch)])
    print(np.sqrt(np.mean(np.sum((means - gradients.mean(axis=0)) ** 2, axis=1))))
