"""The start is recorded twice: row 1 is the point after the first update.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    history = [theta, theta]
    for rate in rates:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
