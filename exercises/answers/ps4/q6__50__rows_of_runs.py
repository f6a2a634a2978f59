# says: wrong shape
import numpy as np


def averaged_excess(paths, lengths, hessian):
    table = np.zeros((len(lengths), max(lengths)))
    for r, run in enumerate(np.split(paths, np.cumsum(lengths)[:-1])):
        for j in range(len(run)):
            mean = run[j // 2 : j + 1].mean(axis=0)
            table[r, j] = mean @ hessian @ mean / 2
    return table if len(table) > 1 else table[0]
