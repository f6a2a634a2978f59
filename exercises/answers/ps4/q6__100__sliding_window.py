import numpy as np


def averaged_excess(paths, lengths, hessian):
    result = []
    rows = iter(np.asarray(paths, dtype=float))
    for length in lengths:
        window, total = [], np.zeros(len(hessian))
        for j in range(length):
            window.append(next(rows))
            total = total + window[-1]
            while len(window) > j - j // 2 + 1:
                total = total - window.pop(0)
            mean = total / len(window)
            result.append(mean @ hessian @ mean / 2)
    return np.array(result)
