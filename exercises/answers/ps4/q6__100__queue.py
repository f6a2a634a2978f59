from collections import deque

import numpy as np


def averaged_excess(paths, lengths, hessian):
    excess, rows = [], iter(paths)
    for length in lengths:
        later, total = deque(), np.zeros(paths.shape[1])
        for j in range(length):
            later.append(next(rows))
            total += later[-1]
            if len(later) > j - j // 2 + 1:
                total -= later.popleft()
            excess.append(total @ hessian @ total / len(later) ** 2 / 2)
    return np.array(excess)
