"""The rows after the first hold the steps; they have to hold the points.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    history = [theta]
    for rate in rates:
        step = -rate * given_gradient(*theta)
        theta = theta + step
        history.append(step)
    return np.array(history)
