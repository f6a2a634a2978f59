import numpy as np


def total_losses(x, y, params):
    flat = params.reshape(-1, 2)
    losses = []
    for theta in flat:
        r = np.polyval(theta, x) - y
        branches = [lambda e: 0.5 * e**2, lambda e: DELTA * (abs(e) - 0.75)]
        losses.append(np.average(np.piecewise(r, [abs(r) <= DELTA], branches)))
    return np.reshape(losses, params.shape[:2])
