# says: wrong shape (2,), expected shape (5, 2)
import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    for rate in rates:
        theta = theta - rate * given_gradient(*theta)
    return theta
