"""Only w is updated; an update changes both parameters."""

import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        theta = history[-1].copy()
        theta[0] -= rate * given_gradient(*theta)[0]
        history.append(theta)
    return np.array(history)
