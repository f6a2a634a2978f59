"""The correction is divided by J, as if splits were independent."""

import torch


def interval(differences, n_train, n_test, t):
    mean = differences.mean()
    error = differences.std() * torch.sqrt(torch.tensor((1 + n_test / n_train) / len(differences)))
    return mean - t * error, mean + t * error
