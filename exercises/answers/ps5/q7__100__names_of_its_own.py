def resume(state, x, y, updates):
    weights, velocity, order, position, epoch, seed = (
        state[key] for key in ("weights", "velocity", "order", "position", "epoch", "seed")
    )
    while updates:
        batch = order[position : position + SIZE]
        velocity = velocity * MOMENTUM + gradient(weights, x[batch], y[batch])
        weights = weights - velocity * RATE
        position, updates = position + SIZE, updates - 1
        if position >= len(order):
            position, epoch = 0, epoch + 1
            order = reshuffled(order, seed, epoch)
    return {
        "weights": weights,
        "velocity": velocity,
        "order": order,
        "position": position,
        "epoch": epoch,
        "seed": seed,
    }
