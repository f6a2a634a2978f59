"""Every update uses the last learning rate; each has its own."""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for _ in rates:
        history.append(history[-1] - rates[-1] * given_gradient(*history[-1]))
    return np.array(history)
