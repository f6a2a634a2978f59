import torch


def measured_noise(g, sizes):
    g, b = torch.tensor(g, dtype=torch.float64), torch.tensor(sizes, dtype=torch.float64)
    B = b.sum(dim=1)
    small = (b * g.square().sum(dim=2)).sum(dim=1) / B
    large = ((b[:, :, None] * g).sum(dim=1) / B[:, None]).square().sum(dim=1)
    noises = B * (small - large) / (b.shape[1] - 1)
    signal, noise = (large - noises / B).mean(), noises.mean()
    return torch.stack([signal, noise, noise / signal])
