"""Slope and height have changed places."""


def predict(x, w, h):
    return w + h * (x - ANCHOR)
