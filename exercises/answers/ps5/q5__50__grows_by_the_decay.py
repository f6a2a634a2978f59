"""The weights grow by the decay: the factor has to be 1 - rate * decay."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows = [w]
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        step = m / (1 - beta1**k) / (torch.sqrt(s / (1 - beta2**k)) + eps)
        w = (1 + rate * decay) * w - rate * step
        rows.append(w)
    return torch.stack(rows)
