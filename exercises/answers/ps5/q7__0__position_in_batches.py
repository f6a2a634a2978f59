"""position counts batches; it has to count examples."""


def resume(state, x, y, updates):
    state = dict(state)
    for _ in range(updates):
        batch = state["order"][SIZE * state["position"] :][:SIZE]
        slope = gradient(state["weights"], x[batch], y[batch])
        state["velocity"] = MOMENTUM * state["velocity"] + slope
        state["weights"] = state["weights"] - RATE * state["velocity"]
        state["position"] += 1
        if SIZE * state["position"] >= len(x):
            state["epoch"] += 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            state["position"] = 0
    return state
