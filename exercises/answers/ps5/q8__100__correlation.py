import torch


def interval(differences, n_train, n_test, t):
    J, rho = len(differences), n_test / (n_train + n_test)
    sigma2 = differences.var() / (1 - rho)
    half = t * torch.sqrt(sigma2 * ((1 - rho) / J + rho))
    return torch.stack([differences.mean() - half, differences.mean() + half])
