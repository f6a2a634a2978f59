# says: wrong shape
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = []
    for run in np.split(paths, np.cumsum(lengths)[:-1]):
        mean = run[(len(run) - 1) // 2 :].mean(axis=0)
        excess.append(mean @ hessian @ mean / 2)
    return np.array(excess)
