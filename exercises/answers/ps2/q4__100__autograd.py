import torch


def sgd(x, y, session, orders, start, rate, decay):
    x, y, session = torch.tensor(x), torch.tensor(y), torch.tensor(session)
    theta = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    history = [theta.detach().clone()]
    for t, name in enumerate(orders.ravel().tolist()):
        inside = session == name
        loss = torch.mean((theta[0] * x[inside] + theta[1] - y[inside]) ** 2)
        (gradient,) = torch.autograd.grad(loss, theta)
        with torch.no_grad():
            theta -= rate / (1 + decay * t) * gradient
        history.append(theta.detach().clone())
    return torch.stack(history)
