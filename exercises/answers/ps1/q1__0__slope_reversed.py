"""The slope has the wrong sign: with a positive slope the line rises to the right."""


def predict(x, w, h):
    return h + w * (ANCHOR - x)
