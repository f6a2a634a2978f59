"""The start is missing: row 0 is the point before the first update.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    history = []
    for rate in rates:
        theta = theta - rate * given_gradient(*theta)
        history.append(theta)
    return np.array(history)
