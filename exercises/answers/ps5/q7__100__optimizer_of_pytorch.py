def resume(state, x, y, updates):
    from copy import deepcopy

    state = deepcopy(state)
    w = torch.nn.Parameter(state["weights"])
    optimizer = torch.optim.SGD([w], lr=RATE, momentum=MOMENTUM)
    optimizer.state[w]["momentum_buffer"] = state["velocity"]
    pieces = iter(())
    if updates:
        pieces = iter(state["order"][state["position"] :].split(SIZE))
    for _ in range(updates):
        batch = next(pieces)
        w.grad = gradient(w.detach(), x[batch], y[batch])
        optimizer.step()
        state["position"] += len(batch)
        if state["position"] == len(x):
            state["position"], state["epoch"] = 0, state["epoch"] + 1
            state["order"] = reshuffled(state["order"], state["seed"], state["epoch"])
            pieces = iter(state["order"].split(SIZE))
    state["weights"], state["velocity"] = w.detach(), optimizer.state[w]["momentum_buffer"]
    return state
