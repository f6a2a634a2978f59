"""The last point is recorded twice: the history has one row for each update, and the start.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    history.append(history[-1])
    return np.array(history)
