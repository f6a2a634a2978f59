"""With last="keep" the sessions that are left over go to the last full batch; they make a batch of their own.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def session_batches(x, y, session, order, size, last):
    full = len(order) // size
    for k in range(full):
        end = None if last == "keep" and k == full - 1 else (k + 1) * size
        chosen = np.isin(session, order[k * size : end])
        yield x[chosen], y[chosen]
