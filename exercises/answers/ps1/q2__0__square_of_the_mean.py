"""The residuals are averaged first and squared afterwards, so that positive and negative ones cancel."""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average(h + w * (x - ANCHOR) - y, weights=c) ** 2
