"""An epoch that has been used up stays in the state; the next one has to begin at once."""


def resume(state, x, y, updates):
    state = dict(state)
    for _ in range(updates):
        if state["position"] == len(x):
            state["epoch"] += 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            state["position"] = 0
        batch = state["order"][state["position"] : state["position"] + SIZE]
        slope = gradient(state["weights"], x[batch], y[batch])
        state["velocity"] = MOMENTUM * state["velocity"] + slope
        state["weights"] = state["weights"] - RATE * state["velocity"]
        state["position"] += len(batch)
    return state
