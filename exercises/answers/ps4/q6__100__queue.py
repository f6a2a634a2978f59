from collections import deque

import numpy as np


def averaged_excess(paths, lengths, hessian):
    rows, excess = iter(paths), []
    for length in lengths:
        kept = deque()
        for j in range(length):
            kept.append(next(rows))
            while len(kept) > j - j // 2 + 1:
                kept.popleft()
            mean = sum(kept) / len(kept)
            excess.append(mean @ hessian @ mean / 2)
    return np.array(excess)
