# says: the last one is missing, in all results for public examples
import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    history = np.zeros((len(rates), 2))
    for k, rate in enumerate(rates):
        history[k] = theta
        theta = theta - rate * given_gradient(*theta)
    return history
