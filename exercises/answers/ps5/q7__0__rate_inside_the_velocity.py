"""The velocity holds the rate, and has the opposite sign: it has to be the sum of gradients.

Chapter 13, "Momentum adds up gradients"
"""


def resume(state, x, y, updates):
    new = {k: v.clone() if torch.is_tensor(v) else v for k, v in state.items()}
    for _ in range(updates):
        batch = new["order"][new["position"] : new["position"] + SIZE]
        g = gradient(new["weights"], x[batch], y[batch])
        new["velocity"] = MOMENTUM * new["velocity"] - RATE * g
        new["weights"] = new["weights"] + new["velocity"]
        new["position"] += len(batch)
        if new["position"] >= len(new["order"]):
            new["epoch"] += 1
            new["position"] = 0
            new["order"] = reshuffled(new["order"], new["seed"], new["epoch"])
    return new
