# says: lacks the key 'weights' and has the key 'weight', which


def resume(state, x, y, updates):
    w, v, order = state["weights"], state["velocity"], state["order"]
    position, epoch, seed = state["position"], state["epoch"], state["seed"]
    for _ in range(updates):
        batch = order[position : position + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - RATE * v
        position += len(batch)
        if position == len(order):
            position, epoch = 0, epoch + 1
            order = reshuffled(order, seed, epoch)
    return {"weight": w, "velocity": v, "order": order, "position": position, "epoch": epoch, "seed": seed}
