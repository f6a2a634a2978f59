# says: wrong shape
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = []
    for run in np.split(paths, lengths):
        means = [run[j // 2 : j + 1].mean(axis=0) for j in range(len(run))]
        excess += [mean @ hessian @ mean / 2 for mean in means]
    return np.array(excess)
