"""Every update uses the sum of the learning rates so far; each has its own."""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in np.cumsum(rates):
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
