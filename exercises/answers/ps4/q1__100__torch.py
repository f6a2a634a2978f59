import torch


def batch_noise(g, sizes, replacement):
    g, b = torch.tensor(g, dtype=torch.float64), torch.tensor(sizes)
    single = g.var(dim=0, correction=0).sum()
    return single / b if replacement else single * (len(g) - b) / (b * (len(g) - 1))
