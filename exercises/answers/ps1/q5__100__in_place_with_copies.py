import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    history = [theta.copy()]
    for rate in rates:
        theta -= rate * given_gradient(theta[0], theta[1])
        history.append(theta.copy())
    return np.vstack(history)
