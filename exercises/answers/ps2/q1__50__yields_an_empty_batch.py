"""An empty batch is yielded at the end.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def session_batches(x, y, session, order, size, last):
    for k in range(len(order) // size + 1):
        names = order[k * size : (k + 1) * size]
        if last == "drop" and len(names) < size:
            break
        chosen = np.isin(session, names)
        yield x[chosen], y[chosen]
