from copy import deepcopy


def resume(state, x, y, updates):
    new = deepcopy(state)
    for _ in range(updates):
        batch = new["order"][new["position"] :][:SIZE]
        new["velocity"] *= MOMENTUM
        new["velocity"] += gradient(new["weights"], x[batch], y[batch])
        new["weights"] -= RATE * new["velocity"]
        new["position"] += len(batch)
        if new["position"] == len(y):
            new["epoch"], new["position"] = new["epoch"] + 1, 0
            new["order"] = reshuffled(new["order"], new["seed"], new["epoch"])
    return new
