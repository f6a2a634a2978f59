"""The new order is drawn from 0, 1, 2, ..., not from the order before."""


def resume(state, x, y, updates):
    n = len(x)
    w, v, order = state["weights"].clone(), state["velocity"].clone(), state["order"].clone()
    at, epoch = state["position"], state["epoch"]
    for _ in range(updates):
        batch = order[at : at + SIZE]
        v = MOMENTUM * v + gradient(w, x[batch], y[batch])
        w = w - RATE * v
        at += SIZE
        if at >= n:
            at, epoch = 0, epoch + 1
            order = reshuffled(torch.arange(n), state["seed"], epoch)
    return {"weights": w, "velocity": v, "order": order, "position": at, "epoch": epoch, "seed": state["seed"]}
