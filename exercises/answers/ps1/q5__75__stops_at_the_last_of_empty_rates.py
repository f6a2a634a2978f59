"""`rates` may be empty: then there is no last learning rate, and the history is the start alone.

The text of question 5
"""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates[:-1]:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    history.append(history[-1] - rates[-1] * given_gradient(*history[-1]))
    return np.array(history)
