def resume(state, x, y, updates):
    x, y = x.numpy(), y.numpy()
    weights, velocity = state["weights"].numpy().copy(), state["velocity"].numpy().copy()
    order, position, epoch = state["order"], state["position"], state["epoch"]
    for _ in range(updates):
        batch = order.numpy()[position : position + SIZE]
        off = x[batch] @ weights - y[batch]
        velocity = MOMENTUM * velocity + 2 * off @ x[batch] / len(batch)
        weights = weights - RATE * velocity
        position += len(batch)
        if position == len(order):
            epoch, position = epoch + 1, 0
            order = reshuffled(order, state["seed"], epoch)
    new = {"weights": weights, "velocity": velocity, "order": order.numpy()}
    return state | new | {"position": position, "epoch": epoch}
