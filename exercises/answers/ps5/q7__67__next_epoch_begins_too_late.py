"""An epoch that has been used up stays in the state; the next one has to begin at once."""


def resume(state, x, y, updates):
    w, v, order = state["weights"], state["velocity"], state["order"]
    position, epoch = state["position"], state["epoch"]
    for _ in range(updates):
        if position >= len(order):
            epoch += 1
            order = reshuffled(order, state["seed"], epoch)
            position = 0
        batch = order[position : position + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - RATE * v
        position = position + len(batch)
    return dict(state, weights=w, velocity=v, order=order, position=position, epoch=epoch)
