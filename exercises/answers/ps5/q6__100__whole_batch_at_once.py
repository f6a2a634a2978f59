from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights = weights.clone().requires_grad_()
    real = mask[:, 1:]
    loss = F.cross_entropy(weights[tokens[:, :-1][real]], tokens[:, 1:][real])
    loss.backward()
    return weights.grad, loss
