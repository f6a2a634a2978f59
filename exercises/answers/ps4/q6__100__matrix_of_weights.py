import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = []
    for run in np.split(paths, np.cumsum(lengths)[:-1]):
        j = np.arange(len(run))
        rows = (j[None, :] <= j[:, None]) & (j[None, :] >= j[:, None] // 2)
        means = rows / rows.sum(axis=1, keepdims=True) @ run
        excess.extend(np.einsum("ij,jk,ik->i", means, hessian, means) / 2)
    return np.array(excess)
