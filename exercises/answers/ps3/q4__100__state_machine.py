import numpy as np


def settled(losses, work, target):
    found = [-1.0] * len(losses)
    for run in range(len(losses)):
        for column in range(len(losses[run])):
            if losses[run][column] > target:
                found[run] = -1.0
            elif found[run] < 0:
                found[run] = float(work[run][column])
    return np.array(found)
