# says: returns None
def predict(x, w, h):
    heights = h + w * (x - ANCHOR)
