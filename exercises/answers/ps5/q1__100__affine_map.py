import torch


def prepare(train, valid, test):
    """As one linear map: append a column of ones and multiply by a matrix."""
    n, p = train.shape
    first = train[:1]
    moved = train - first
    mean = first[0] + moved.sum(0) / n
    variance = (moved**2).sum(0) / n - (moved.sum(0) / n) ** 2
    factor = torch.where(moved.abs().amax(0) == 0, torch.ones(p, dtype=train.dtype), variance.clamp(min=1e-300).rsqrt())
    return tuple((part - mean) @ torch.diag(factor) for part in (train, valid, test))
