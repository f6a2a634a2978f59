"""The roots of the two terms are added; the root belongs around their sum."""

import numpy as np


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean().item(), differences.std().item()
    half = t * s * (np.sqrt(1 / len(differences)) + np.sqrt(n_test / n_train))
    return mean - half, mean + half
