import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        rate = min(rate, 2 / np.linalg.eigvalsh(curvature)[-1])
        history.append(history[-1] - rate * given_gradient(*history[-1]))
    return np.array(history)
