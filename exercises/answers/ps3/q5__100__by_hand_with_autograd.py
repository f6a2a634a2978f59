import torch


def torch_epoch(x, y, order, size, start, rate):
    theta = torch.tensor(start, requires_grad=True)
    total = 0.0
    for xs, ys in DataLoader(list(zip(x[order], y[order])), batch_size=size):
        r = (theta[0] * xs + theta[1] - ys).abs()
        each = torch.where(r <= DELTA, r**2 / 2, DELTA * (r - DELTA / 2))
        total += each.sum().item()
        each.mean().backward()
        with torch.no_grad():
            theta -= rate * theta.grad
        theta.grad = None
    return theta[0].item(), theta[1].item(), total / len(order)
