"""x is measured from its mean; the question measures it from ANCHOR."""


def predict(x, w, h):
    return h + w * (x - x.mean())
