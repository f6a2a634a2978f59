def resume(state, x, y, updates):
    if not updates:
        return state
    order, end = state["order"], min(state["position"] + SIZE, len(x))
    batch = order[state["position"] : end]
    velocity = MOMENTUM * state["velocity"] + gradient(state["weights"], x[batch], y[batch])
    after = {**state, "weights": state["weights"] - RATE * velocity, "velocity": velocity, "position": end}
    if end == len(x):
        epoch = state["epoch"] + 1
        after |= {"position": 0, "epoch": epoch, "order": reshuffled(order, state["seed"], epoch)}
    return resume(after, x, y, updates - 1)
