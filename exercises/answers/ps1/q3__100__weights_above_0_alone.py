import numpy as np


def gradient(x, y, c, w, h):
    along_w = along_h = total = 0.0
    for xi, yi, ci in zip(x, y, c):
        if ci == 0:
            continue
        residual = h + w * (xi - ANCHOR) - yi
        along_w += 2 * ci * residual * (xi - ANCHOR)
        along_h += 2 * ci * residual
        total += ci
    return np.array([along_w, along_h]) / total
