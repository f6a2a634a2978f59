"""The order is drawn again when the run goes on; the state holds that of the epoch."""


def resume(state, x, y, updates):
    w, v = state["weights"], state["velocity"]
    position, epoch, seed = state["position"], state["epoch"], state["seed"]
    order = reshuffled(state["order"], seed, epoch)
    for _ in range(updates):
        batch = order[position : position + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - RATE * v
        position += len(batch)
        if position == len(order):
            position, epoch = 0, epoch + 1
            order = reshuffled(order, seed, epoch)
    return {"weights": w, "velocity": v, "order": order, "position": position, "epoch": epoch, "seed": seed}
