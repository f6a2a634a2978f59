from itertools import accumulate

import numpy as np


def descend(point, steps):
    def update(theta, rate):
        return theta - rate * given_gradient(*theta)

    return np.stack(list(accumulate(steps, update, initial=np.asarray(point, dtype=float))))
