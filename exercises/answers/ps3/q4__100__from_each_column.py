import numpy as np


def settled(loss_table, axis, goal):
    out = -np.ones(loss_table.shape[0])
    for r in range(loss_table.shape[0]):
        for j in range(loss_table.shape[1]):
            if all(loss_table[r, j:] <= goal):
                out[r] = axis[r, j]
                break
    return out
