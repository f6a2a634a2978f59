# says: changes an argument in place
import torch


def torch_epoch(x, y, order, size, start, rate):
    theta = torch.from_numpy(start).requires_grad_()
    total = 0.0
    for xs, ys in DataLoader(list(zip(x[order], y[order])), batch_size=size):
        loss = torch.nn.functional.huber_loss(theta[0] * xs + theta[1], ys, delta=DELTA)
        total += loss.item() * len(xs)
        (slope,) = torch.autograd.grad(loss, theta)
        with torch.no_grad():
            theta -= rate * slope
    return theta[0].item(), theta[1].item(), total / len(order)
