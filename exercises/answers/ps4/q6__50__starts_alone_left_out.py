# says: wrong shape (7,), expected shape (9,)
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = []
    for run in np.split(paths, np.cumsum(lengths)[:-1]):
        if len(run) > 1:
            means = [run[j // 2 : j + 1].mean(axis=0) for j in range(len(run))]
            excess += [mean @ hessian @ mean / 2 for mean in means]
    return np.array(excess)
