import torch


def largest_rate(x, c):
    x, c = torch.as_tensor(x, dtype=torch.float64), torch.as_tensor(c, dtype=torch.float64)

    def loss(theta):
        return (c * (theta[1] + theta[0] * (x - ANCHOR)) ** 2).sum() / c.sum()

    hessian = torch.autograd.functional.hessian(loss, torch.zeros(2, dtype=torch.float64))
    return 2 / torch.linalg.eigvalsh(hessian).max()
