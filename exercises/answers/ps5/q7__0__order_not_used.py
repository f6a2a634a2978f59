"""The batches are taken from the examples as they stand, not in the order of the epoch."""


def resume(state, x, y, updates):
    state = dict(state)
    for _ in range(updates):
        batch = state["order"][state["position"] : state["position"] + SIZE]
        slope = gradient(state["weights"], x[state["position"] :][:SIZE], y[state["position"] :][:SIZE])
        state["velocity"] = MOMENTUM * state["velocity"] + slope
        state["weights"] = state["weights"] - RATE * state["velocity"]
        state["position"] += len(batch)
        if state["position"] == len(x):
            state["epoch"] += 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            state["position"] = 0
    return state
