import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        theta = history[-1] - rate * given_gradient(*history[-1])
        if np.linalg.norm(theta) > 1000:
            break
        history.append(theta)
    return np.array(history)
