# says: changes an argument in place
def weighted_loss(x, y, c, w, h):
    c /= c.sum()
    return sum(c * (h + w * (x - ANCHOR) - y) ** 2)
