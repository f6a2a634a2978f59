import numpy as np


def interval(differences, n_train, n_test, t):
    values = differences.numpy()
    half = t * np.std(values, ddof=1) * np.sqrt(1 / values.size + n_test / n_train)
    return values.mean() + np.array([-half, half])
