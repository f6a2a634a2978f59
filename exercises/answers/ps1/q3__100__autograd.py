import torch


def gradient(x, y, c, w, h):
    x, y, c = (torch.as_tensor(values, dtype=torch.float64) for values in (x, y, c))
    theta = torch.tensor([w, h], dtype=torch.float64, requires_grad=True)
    loss = (c * (theta[1] + theta[0] * (x - ANCHOR) - y) ** 2).sum() / c.sum()
    loss.backward()
    return theta.grad
