"""Each update shrinks the weights by a share of the first ones; it has to be a share of the present ones."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows, start = [w], w
    for k, g in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        step = (m / (1 - beta1**k)) / (torch.sqrt(s / (1 - beta2**k)) + eps)
        w = w - rate * decay * start - rate * step
        rows.append(w)
    return torch.stack(rows)
