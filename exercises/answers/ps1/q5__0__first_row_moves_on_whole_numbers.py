"""Row 0 moves: the point that is changed in place is that row itself, not a copy of it.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    history = np.tile(start, (len(rates) + 1, 1))
    point = history[0]
    for k, rate in enumerate(rates):
        point -= rate * given_gradient(*point)
        history[k + 1] = point
    return history
