# says: prints its result
def weighted_loss(x, y, c, w, h):
    print(sum(c * (h + w * (x - ANCHOR) - y) ** 2) / sum(c))
