"""There is no momentum: the velocity before is not used.

Chapter 13, "Momentum adds up gradients"
"""


def resume(state, x, y, updates):
    state = dict(state)
    for _ in range(updates):
        batch = state["order"][state["position"] : state["position"] + SIZE]
        slope = gradient(state["weights"], x[batch], y[batch])
        state["velocity"] = slope
        state["weights"] = state["weights"] - RATE * state["velocity"]
        state["position"] += len(batch)
        if state["position"] == len(x):
            state["epoch"] += 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            state["position"] = 0
    return state
