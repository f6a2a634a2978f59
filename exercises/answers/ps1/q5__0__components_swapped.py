"""The gradient's two numbers have changed places: the first belongs to w."""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[-1] - rate * given_gradient(*history[-1])[::-1])
    return np.array(history)
