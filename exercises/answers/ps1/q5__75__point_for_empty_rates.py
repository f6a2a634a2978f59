"""With empty `rates` the history is still a table, of the shape (1, 2): one row, the start.

The text of question 5
"""

import numpy as np


def descend(start, rates):
    if len(rates) == 0:
        return start
    history = [np.array(start, dtype=float)]
    for rate in rates:
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
