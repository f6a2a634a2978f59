import numpy as np


def session_batches(x, y, session, order, size, last):
    end = len(order) - (len(order) % size if last == "drop" else 0)
    masks = [np.any([session == name for name in order[k : min(k + size, end)]], axis=0) for k in range(0, end, size)]
    return np.array([(x[mask], y[mask]) for mask in masks], dtype=object)
