import torch


def critical_size(sizes, updates, errors, c0, c1):
    b, s, e = (torch.tensor(values, dtype=torch.float64) for values in (sizes, updates, errors))
    fewest, examples = torch.linalg.pinv(torch.stack([1 / e, 1 / (b * e)], dim=1)) @ (s / e)
    return fewest, examples / fewest, torch.sqrt(examples / fewest * c0 / c1)
