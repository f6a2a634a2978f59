import torch


def summed_noise(g, order, sizes):
    g = torch.tensor(g, dtype=torch.float64)
    total, lengths = torch.zeros(g.shape[1], dtype=torch.float64), [0.0]
    for batch in torch.split(torch.tensor(order), sizes.tolist()):
        total = total + g[batch].mean(dim=0) - g.mean(dim=0)
        lengths.append(total.norm().item())
    return lengths
