# says: wrong shape (5,), expected shape ()
def weighted_loss(x, y, c, w, h):
    return c * (h + w * (x - ANCHOR) - y) ** 2 / sum(c)
