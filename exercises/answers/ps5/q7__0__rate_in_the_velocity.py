"""The velocity holds the rate, and has the opposite sign: it has to be the sum of gradients.

Chapter 13, "Momentum adds up gradients"
"""


def resume(state, x, y, updates):
    state = dict(state)
    for _ in range(updates):
        batch = state["order"][state["position"] : state["position"] + SIZE]
        slope = gradient(state["weights"], x[batch], y[batch])
        state["velocity"] = MOMENTUM * state["velocity"] - RATE * slope
        state["weights"] = state["weights"] + state["velocity"]
        state["position"] += len(batch)
        if state["position"] == len(x):
            state["epoch"] += 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            state["position"] = 0
    return state
