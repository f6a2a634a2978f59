import torch


def total_losses(x, y, params):
    x, y, params = (torch.as_tensor(values) for values in (x, y, params))
    prediction = params[:, :, :1] * x + params[:, :, 1:]
    loss = torch.nn.HuberLoss(reduction="none", delta=DELTA)
    return loss(prediction, y.expand_as(prediction)).mean(dim=2)
