import torch


def moments(h, g, b, rates, start):
    h, g = torch.tensor(h, dtype=torch.float64), torch.tensor(g, dtype=torch.float64)
    rows = [torch.tensor([start, start**2], dtype=torch.float64)]
    for rate in rates.tolist():
        m, s = rows[-1]
        pull = h.mean() ** 2 * s + (h.var(correction=0) * s + 2 * (h * g).mean() * m + (g**2).mean()) / b
        rows.append(torch.stack([m - rate * h.mean() * m, s - 2 * rate * h.mean() * s + rate**2 * pull]))
    return torch.stack(rows)
