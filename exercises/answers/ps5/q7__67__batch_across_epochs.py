"""A batch at the end of an epoch is filled up from the next one."""


def resume(state, x, y, updates):
    state = dict(state)
    for _ in range(updates):
        batch = state["order"][state["position"] : state["position"] + SIZE]
        left = SIZE - len(batch)
        if left:
            following = reshuffled(state["order"], state["seed"], state["epoch"] + 1)
            batch = torch.cat([batch, following[:left]])
        slope = gradient(state["weights"], x[batch], y[batch])
        state["velocity"] = MOMENTUM * state["velocity"] + slope
        state["weights"] = state["weights"] - RATE * state["velocity"]
        state["position"] += SIZE
        if state["position"] >= len(x):
            state["epoch"] += 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            state["position"] = left
    return state
