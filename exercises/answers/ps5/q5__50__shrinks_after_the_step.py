"""The weights shrink after the step; they have to shrink before it, so that the step is not shrunk."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows = [w]
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g * g
        step = m / (1 - beta1**k) / (torch.sqrt(s / (1 - beta2**k)) + eps)
        w = w - rate * step
        w = w * (1 - rate * decay)
        rows.append(w)
    return torch.stack(rows)
