import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    fewest, examples = 1.0, 1.0
    for _ in range(3):  # the sum is a parabola: the first step ends at its least value
        off = (fewest + examples / sizes - updates) / errors
        jacobian = np.column_stack([1 / errors, 1 / (errors * sizes)])
        step = np.linalg.solve(jacobian.T @ jacobian, jacobian.T @ off)
        fewest, examples = fewest - step[0], examples - step[1]
    return fewest, examples / fewest, np.sqrt(examples * c0 / (fewest * c1))
