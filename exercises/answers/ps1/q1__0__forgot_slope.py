"""w is missing: the way from the anchor has to be multiplied by the slope."""


def predict(x, w, h):
    return h + (x - ANCHOR)
