# says: kept from the call before


def resume(state, x, y, updates):
    if not hasattr(resume, "velocity") or resume.velocity.shape != state["weights"].shape:
        resume.velocity = torch.zeros_like(state["weights"])
    w, order = state["weights"], state["order"]
    position, epoch, seed = state["position"], state["epoch"], state["seed"]
    for _ in range(updates):
        batch = order[position : position + SIZE]
        resume.velocity = MOMENTUM * resume.velocity + gradient(w, x[batch], y[batch])
        w = w - RATE * resume.velocity
        position += len(batch)
        if position == len(order):
            position, epoch = 0, epoch + 1
            order = reshuffled(order, seed, epoch)
    return {
        "weights": w,
        "velocity": resume.velocity,
        "order": order,
        "position": position,
        "epoch": epoch,
        "seed": seed,
    }
