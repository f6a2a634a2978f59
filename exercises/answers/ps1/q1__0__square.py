# says: wrong shape (3, 3), expected shape (3,)
def predict(x, w, h):
    return h + w * (x.reshape(-1, 1) - ANCHOR) + 0 * x
