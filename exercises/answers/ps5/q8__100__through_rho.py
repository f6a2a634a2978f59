import torch


def interval(differences, n_train, n_test, t):
    J = len(differences)
    rho = n_test / (n_train + n_test)
    centred = differences - differences.mean()
    sigma2 = centred @ centred / (J - 1) / (1 - rho)
    # variance of a mean of J correlated numbers, as the mean of their covariance matrix
    covariance = sigma2 * (rho * torch.ones(J, J, dtype=torch.float64) + (1 - rho) * torch.eye(J, dtype=torch.float64))
    half = t * covariance.mean().sqrt()
    return differences.mean() + half * torch.tensor([-1.0, 1.0], dtype=torch.float64)
