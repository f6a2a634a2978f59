"""The rows run from the last point back to the start; row 0 is the start.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history[::-1])
