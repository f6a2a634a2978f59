"""The sessions that are left over make a last batch, although last is "drop".

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def session_batches(x, y, session, order, size, last):
    for first in range(0, len(order), size):
        chosen = np.isin(session, order[first : first + size])
        yield x[chosen], y[chosen]
