def resume(state, x, y, updates):
    if updates == 0:
        return {key: value.clone() if isinstance(value, torch.Tensor) else value for key, value in state.items()}
    rest = state["order"][state["position"] :]
    batch, after = rest[:SIZE], rest[SIZE:]
    velocity = (
        torch.lerp(gradient(state["weights"], x[batch], y[batch]), state["velocity"], 0.0)
        + MOMENTUM * state["velocity"]
    )
    ended = len(after) == 0
    epoch = state["epoch"] + ended
    new = {
        **state,
        "velocity": velocity,
        "weights": state["weights"] - RATE * velocity,
        "position": 0 if ended else len(state["order"]) - len(after),
        "epoch": epoch,
        "order": reshuffled(state["order"], state["seed"], epoch) if ended else state["order"],
    }
    return resume(new, x, y, updates - 1)
