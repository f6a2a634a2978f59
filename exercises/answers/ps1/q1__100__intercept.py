def predict(x, w, h):
    intercept = h - w * ANCHOR
    return w * x + intercept
