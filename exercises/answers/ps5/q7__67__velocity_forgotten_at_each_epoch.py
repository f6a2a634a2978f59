"""The velocity is set to 0 where an epoch begins; it goes on from epoch to epoch.

Chapter 13, "Momentum adds up gradients"
"""


def resume(state, x, y, updates):
    w, v, order = state["weights"].clone(), state["velocity"].clone(), state["order"].clone()
    position, epoch, seed = state["position"], state["epoch"], state["seed"]
    for _ in range(updates):
        batch = order[position : position + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - RATE * v
        position += len(batch)
        if position == len(order):
            epoch += 1
            position = 0
            order = reshuffled(order, seed, epoch)
            v = torch.zeros_like(v)
    return {"weights": w, "velocity": v, "order": order, "position": position, "epoch": epoch, "seed": seed}
