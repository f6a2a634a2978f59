"""The update works in place on a copy of start, which may hold whole numbers: such an array cannot hold fractions.

The text of question 5
"""

import numpy as np


def descend(start, rates):
    theta = start.copy()
    history = [start.copy()]
    for rate in rates:
        theta += -rate * given_gradient(*theta)
        history.append(theta.copy())
    return np.array(history)
