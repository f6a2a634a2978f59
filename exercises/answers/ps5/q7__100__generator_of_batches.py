def batches(state, n):
    order, position, epoch = state["order"], state["position"], state["epoch"]
    while True:
        for batch in order[position:].split(SIZE):
            position += len(batch)
            if position == n:
                epoch, position = epoch + 1, 0
                order = reshuffled(order, state["seed"], epoch)
            yield batch, {"order": order, "position": position, "epoch": epoch}


def resume(state, x, y, updates):
    weights, velocity, where = state["weights"].clone(), state["velocity"].clone(), {}
    for _, (batch, where) in zip(range(updates), batches(state, len(x))):
        velocity = MOMENTUM * velocity + gradient(weights, x[batch], y[batch])
        weights = weights - RATE * velocity
    return {**state, **where, "weights": weights, "velocity": velocity}
