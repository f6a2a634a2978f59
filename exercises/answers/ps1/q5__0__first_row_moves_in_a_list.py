"""Row 0 moves: the point that is changed in place is that row itself, not a copy of it.

Chapter 3, "A history must be the run"
"""

import numpy as np


def descend(start, rates):
    point = np.array(start, dtype=float)
    history = [point]
    for rate in rates:
        point -= rate * given_gradient(*point)
        history.append(point.copy())
    return np.array(history)
