"""Every row is the last point: one array is changed in place and recorded again and again.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    theta = start
    history = [theta]
    for rate in rates:
        along_w, along_h = given_gradient(*theta)
        theta[0] -= rate * along_w
        theta[1] -= rate * along_h
        history.append(theta)
    return np.array(history)
