"""Every step is taken from the start; it has to be taken from the point before."""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[0] - rate * given_gradient(*history[-1]))
    return np.array(history)
