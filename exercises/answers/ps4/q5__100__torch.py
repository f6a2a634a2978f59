import torch


def moments(h, g, b, rates, start):
    h, g = torch.tensor(h), torch.tensor(g)
    means = torch.cat([torch.ones(1), torch.cumprod(1 - torch.tensor(rates) * h.mean(), 0)]) * start
    squares = [start**2]
    for rate, mean in zip(rates, means):
        noise = h.var(correction=0) * squares[-1] + 2 * (h * g).mean() * mean + (g**2).mean()
        squares.append((1 - rate * h.mean()) ** 2 * squares[-1] + rate**2 * noise / b)
    return torch.stack([means, torch.tensor(squares)], dim=1)
