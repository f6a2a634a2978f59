"""The velocity is not multiplied by the rate.

Chapter 13, "Momentum adds up gradients"
"""


def resume(state, x, y, updates):
    w, v, order = state["weights"], state["velocity"], state["order"]
    position, epoch, seed = state["position"], state["epoch"], state["seed"]
    for _ in range(updates):
        batch = order[position : position + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - v
        position += len(batch)
        if position == len(x):
            epoch += 1
            order = reshuffled(order, seed, epoch)
            position = 0
    return {"weights": w, "velocity": v, "order": order, "position": position, "epoch": epoch, "seed": seed}
