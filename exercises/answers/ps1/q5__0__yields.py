# says: returns a generator
import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    yield theta
    for rate in rates:
        theta = theta - rate * given_gradient(*theta)
        yield theta
