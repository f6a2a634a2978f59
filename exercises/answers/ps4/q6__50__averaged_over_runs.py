# says: wrong shape
import numpy as np


def averaged_excess(paths, lengths, hessian):
    runs = np.split(paths, np.cumsum(lengths)[:-1])
    excess = np.zeros((len(runs), max(lengths)))
    for r, run in enumerate(runs):
        for j in range(len(run)):
            mean = run[j // 2 : j + 1].mean(axis=0)
            excess[r, j] = mean @ hessian @ mean / 2
    return excess.mean(axis=0)
