"""h and ANCHOR have changed places: at x = ANCHOR the line has the height h."""


def predict(x, w, h):
    return ANCHOR + w * (x - h)
