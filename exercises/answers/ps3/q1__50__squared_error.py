"""Every error is squared: errors larger than DELTA belong on the other branch."""


def total_losses(x, y, params):
    r = params[..., :1] * x + params[..., 1:] - y
    return (r**2 / 2).mean(axis=-1)
