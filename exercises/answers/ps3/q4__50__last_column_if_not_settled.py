"""A run whose last loss is above the target gets its last work; it has not settled."""

import numpy as np


def settled(losses, work, target):
    result = []
    for row, amounts in zip(losses, work):
        above = np.flatnonzero(row > target)
        result.append(amounts[min(above.max(initial=-1) + 1, len(row) - 1)])
    return np.array(result)
