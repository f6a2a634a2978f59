import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    w, x = errors**-2.0, 1 / sizes
    mx, my = np.average(x, weights=w), np.average(updates, weights=w)
    slope = np.sum(w * (x - mx) * (updates - my)) / np.sum(w * (x - mx) ** 2)
    fewest = my - slope * mx
    return fewest, slope / fewest, np.sqrt(slope / fewest * c0 / c1)
