"""The loss is too large by a factor of 2: a small error counts half its square."""


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    return (r**2).mean(axis=-1)
