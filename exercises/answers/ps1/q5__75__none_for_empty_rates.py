# says: returns None
import numpy as np


def descend(start, rates):
    if len(rates) > 0:
        history = [np.array(start, dtype=float)]
        for rate in rates:
            history.append(history[-1] - rate * given_gradient(*history[-1]))
        return np.array(history)
