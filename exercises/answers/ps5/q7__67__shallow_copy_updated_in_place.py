# says: changes an argument


def resume(state, x, y, updates):
    new = dict(state)
    for _ in range(updates):
        batch = new["order"][new["position"] : new["position"] + SIZE]
        new["velocity"] *= MOMENTUM
        new["velocity"] += gradient(new["weights"], x[batch], y[batch])
        new["weights"] -= RATE * new["velocity"]
        new["position"] += len(batch)
        if new["position"] == len(new["order"]):
            new["position"] = 0
            new["epoch"] += 1
            new["order"] = reshuffled(new["order"], new["seed"], new["epoch"])
    return new
