"""The run begins at zero; it has to begin at start."""

import numpy as np


def descend(start, rates):
    history = [np.zeros(2)]
    for rate in rates:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
