import torch
from torch.nn import functional as F


def resume(state, x, y, updates):
    weights = state["weights"].clone().requires_grad_()
    optimizer = torch.optim.SGD([weights], lr=RATE, momentum=MOMENTUM)
    optimizer.state[weights]["momentum_buffer"] = state["velocity"].clone()
    order, position, epoch, seed = (state[key] for key in ("order", "position", "epoch", "seed"))
    for _ in range(updates):
        batch = order[position : position + SIZE]
        optimizer.zero_grad()
        F.mse_loss(x[batch] @ weights, y[batch]).backward()
        optimizer.step()
        position += len(batch)
        if position == len(order):
            position, epoch = 0, epoch + 1
            order = reshuffled(order, seed, epoch)
    velocity = optimizer.state[weights]["momentum_buffer"]
    where = {"order": order, "position": position, "epoch": epoch, "seed": seed}
    return {"weights": weights, "velocity": velocity, **where}
