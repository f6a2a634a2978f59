"""Every update uses the last learning rate; each has its own."""

import numpy as np


def descend(start, rates):
    rate = rates[-1]
    history = [np.array(start, dtype=float)]
    for _ in range(len(rates)):
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
