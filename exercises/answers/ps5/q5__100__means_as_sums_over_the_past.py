import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    rows = [w]
    for k in range(1, len(gradients) + 1):
        age = torch.arange(k - 1, -1, -1, dtype=w.dtype)[:, None]
        m = (beta1**age * gradients[:k]).sum(0) / (beta1**age).sum(0)
        s = (beta2**age * gradients[:k] ** 2).sum(0) / (beta2**age).sum(0)
        rows.append(rows[-1] - rate * (decay * rows[-1] + m / (s.sqrt() + eps)))
    return torch.stack(rows)
