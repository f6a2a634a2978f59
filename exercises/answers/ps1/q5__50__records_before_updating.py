"""Each point is recorded before its update, so that the last update is missing.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    history = []
    for rate in rates:
        history.append(theta)
        theta = theta - rate * given_gradient(*theta)
    return np.array(history)
