"""With last="drop" the last batch is always dropped, even if it is full.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def session_batches(x, y, session, order, size, last):
    batches = []
    for first in range(0, len(order), size):
        chosen = np.isin(session, order[first : first + size])
        batches.append((x[chosen], y[chosen]))
    if last == "drop":
        batches.pop()
    return batches
