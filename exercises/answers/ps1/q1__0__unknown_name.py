# says: NameError: name 'anchor' is not defined
def predict(x, w, h):
    return h + w * (x - anchor)
