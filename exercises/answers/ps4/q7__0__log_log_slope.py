"""A power law is fitted, a straight line in logarithms; S(b) bends from 1/b to a constant."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    slope, level = np.polyfit(np.log(sizes), np.log(updates), 1)
    fewest = np.exp(level + slope * np.log(sizes.max()))
    critical = np.exp(-level / slope)
    return fewest, critical, np.sqrt(critical * c0 / c1)
