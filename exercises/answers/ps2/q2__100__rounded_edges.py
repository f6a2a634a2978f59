import numpy as np


def equal_parts(order, size):
    edges = np.round(np.linspace(0, len(order), max(2, len(order) // size + 1))).astype(int)
    return (order[edges[k] : edges[k + 1]].astype(np.float32) for k in range(len(edges) - 1))
