import numpy as np


def descend(start, rates):
    history = [np.array(start, dtype=float)]
    for rate in rates:
        step = rate * given_gradient(*history[-1])
        if not step.any():
            break
        history.append(history[-1] - step)
    return np.array(history)
