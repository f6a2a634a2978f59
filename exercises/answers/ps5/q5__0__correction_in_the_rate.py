"""eps is divided by the correction too; it has to be added to the corrected root."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    rows = [w]
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        alpha = rate * (1 - beta2**k) ** 0.5 / (1 - beta1**k)
        w = w * (1 - rate * decay) - alpha * m / (s.sqrt() + eps)
        rows.append(w)
    return torch.stack(rows)
