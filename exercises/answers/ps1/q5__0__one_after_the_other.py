"""h is updated with the gradient at the new w; both updates need the gradient at the old point."""

import numpy as np


def descend(start, rates):
    w, h = start
    history = [(w, h)]
    for rate in rates:
        w = w - rate * given_gradient(w, h)[0]
        h = h - rate * given_gradient(w, h)[1]
        history.append((w, h))
    return np.array(history)
