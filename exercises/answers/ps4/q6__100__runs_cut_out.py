import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess = []
    for run in np.split(paths, np.cumsum(lengths)[:-1]):
        for j in range(len(run)):
            mean = np.mean(run[j // 2 : j + 1], axis=0)
            excess.append(0.5 * mean.dot(hessian).dot(mean))
    return excess
