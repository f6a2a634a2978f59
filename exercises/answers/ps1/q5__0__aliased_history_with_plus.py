"""Every row is the last point: one array is changed in place and recorded again and again.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    theta = start
    rows = [theta]
    for rate in rates:
        theta += -rate * given_gradient(*theta)
        rows.append(theta)
    return np.array(rows)
