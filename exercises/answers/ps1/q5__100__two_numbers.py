def descend(start, rates):
    w, h = start
    history = [(w, h)]
    for rate in rates:
        dw, dh = given_gradient(w, h)
        w, h = w - rate * dw, h - rate * dh
        history.append((w, h))
    return history
