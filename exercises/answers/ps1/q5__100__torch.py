import torch


def descend(start, rates):
    theta = torch.tensor([float(start[0]), float(start[1])], dtype=torch.float64)
    history = [theta]
    for rate in rates:
        theta = theta - rate * torch.as_tensor(given_gradient(*theta.tolist()))
        history.append(theta)
    return torch.stack(history)
