# says: changes an argument in place
def predict(x, w, h):
    x -= ANCHOR
    return h + w * x
