"""There is a loss for each example; the question asks for one number, their weighted mean."""


def weighted_loss(x, y, c, w, h):
    return c * (h + w * (x - ANCHOR) - y) ** 2
