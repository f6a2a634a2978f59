"""The history takes its type from start, so that a start in whole numbers cuts the fractions off."""

import numpy as np


def descend(start, rates):
    history = np.tile(start, (len(rates) + 1, 1))
    for k, rate in enumerate(rates):
        history[k + 1] = history[k] - rate * given_gradient(*history[k])
    return history
