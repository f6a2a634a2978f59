import torch


def max_rate(h, b, alpha):
    c = torch.tensor(h, dtype=torch.float64) + alpha
    variance = c.var(correction=1) * (1 / b - 1 / len(c))
    return 2 * c.mean() / (c.mean() ** 2 + variance)
