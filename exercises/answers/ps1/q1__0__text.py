# says: returns a str
def predict(x, w, h):
    return str(h + w * (x - ANCHOR))
