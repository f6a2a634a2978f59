# says: changes an argument in place
import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, first = np.zeros(len(paths)), 0
    for length in lengths:
        run = paths[first : first + length]
        np.cumsum(run, axis=0, out=run)
        for j in range(length):
            begin = j // 2
            total = run[j] - run[begin - 1] if begin else run[j]
            mean = total / (j - begin + 1)
            excess[first + j] = mean @ hessian @ mean / 2
        first += length
    return excess
