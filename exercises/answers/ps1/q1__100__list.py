def predict(x, w, h):
    return [w * (value - ANCHOR) + h for value in x]
