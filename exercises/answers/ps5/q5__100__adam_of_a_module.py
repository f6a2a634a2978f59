import torch
from torch import nn


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    model = nn.Linear(len(w), 1, bias=False, dtype=torch.float64)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate, betas=(beta1, beta2), eps=eps)
    rows = torch.empty(len(gradients) + 1, len(w), dtype=torch.float64)
    with torch.no_grad():
        model.weight[0] = rows[0] = w
    for k, g in enumerate(gradients):
        with torch.no_grad():
            model.weight.mul_(1 - rate * decay)
        model.weight.grad = g[None].clone()
        optimizer.step()
        rows[k + 1] = model.weight.detach()[0]
    return rows
