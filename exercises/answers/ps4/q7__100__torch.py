import torch


def critical_size(sizes, updates, errors, c0, c1):
    b, s, e = (torch.tensor(values, dtype=torch.float64) for values in (sizes, updates, errors))
    rows = torch.stack([1 / e, 1 / (b * e)], dim=1)
    fewest, examples = torch.linalg.solve(rows.T @ rows, rows.T @ (s / e)).tolist()
    return fewest, examples / fewest, (examples / fewest * c0 / c1) ** 0.5
