"""The gradient is doubled once more; given_gradient has the factor of 2 already."""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[-1] - 2 * rate * given_gradient(*history[-1]))
    return np.array(history)
