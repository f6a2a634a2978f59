"""The results are put together in another order of the runs than that of paths."""

import numpy as np


def averaged_excess(paths, lengths, hessian):
    runs = sorted(np.split(paths, np.cumsum(lengths)[:-1]), key=len, reverse=True)
    means = [run[j // 2 : j + 1].mean(axis=0) for run in runs for j in range(len(run))]
    return np.array([mean @ hessian @ mean / 2 for mean in means])
