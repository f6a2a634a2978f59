"""The order is drawn again at the end of the call; it has to stay until the epoch ends."""


def resume(state, x, y, updates):
    w, v, order = state["weights"], state["velocity"], state["order"]
    position, epoch, seed = state["position"], state["epoch"], state["seed"]
    for _ in range(updates):
        batch = order[position : position + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - RATE * v
        position += len(batch)
        if position == len(x):
            epoch += 1
            order = reshuffled(order, seed, epoch)
            position = 0
    order = reshuffled(order, seed, epoch)
    return {"weights": w, "velocity": v, "order": order, "position": position, "epoch": epoch, "seed": seed}
