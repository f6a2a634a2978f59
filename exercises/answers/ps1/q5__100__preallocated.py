import numpy as np


def descend(start, rates):
    history = np.zeros((len(rates) + 1, 2))
    history[0] = start
    for k, rate in enumerate(rates):
        history[k + 1] = history[k] - rate * given_gradient(history[k, 0], history[k, 1])
    return history
