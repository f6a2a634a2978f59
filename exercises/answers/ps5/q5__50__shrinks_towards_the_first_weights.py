"""Each update shrinks the weights by a share of the first ones; it has to be a share of the present ones."""

import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    shrink = rate * decay * w
    result = torch.empty(len(gradients) + 1, len(w), dtype=w.dtype)
    result[0] = w
    for k, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        step = m / (1 - beta1**k) / ((s / (1 - beta2**k)).sqrt() + eps)
        result[k] = result[k - 1] - shrink - rate * step
    return result
