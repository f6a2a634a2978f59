import torch


def interval(differences, n_train, n_test, t):
    s, mean = torch.std_mean(differences)
    J = differences.numel()
    usual = t * s / J**0.5
    half = usual * (1 + J * n_test / n_train) ** 0.5
    return (mean - half).item(), (mean + half).item()
