import numpy as np


def miss(gradients, batch):
    order = np.argsort(batch, kind="stable")
    first = np.flatnonzero(np.r_[True, np.diff(batch[order]) > 0])
    sizes = np.diff(np.r_[first, len(batch)])
    means = np.add.reduceat(gradients[order], first, axis=0) / sizes[:, None]
    return float(np.sqrt(np.einsum("ij,ij->", means - gradients.mean(0), means - gradients.mean(0)) / len(sizes)))
