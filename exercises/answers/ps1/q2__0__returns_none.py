# says: returns None
def weighted_loss(x, y, c, w, h):
    loss = sum(c * (h + w * (x - ANCHOR) - y) ** 2) / sum(c)
