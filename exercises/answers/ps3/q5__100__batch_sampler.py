import torch


def torch_epoch(x, y, order, size, start, rate):
    batches = [order[k : k + size].tolist() for k in range(0, len(order), size)]
    data = list(zip(x.tolist(), y.tolist()))
    model = torch.nn.Linear(1, 1, dtype=torch.float64)
    model.load_state_dict({"weight": torch.tensor([[start[0]]]), "bias": torch.tensor([start[1]])})
    optimizer = torch.optim.SGD(model.parameters(), lr=float(rate))
    total = torch.zeros(())
    for xs, ys in DataLoader(data, batch_sampler=batches):
        loss = torch.nn.HuberLoss(reduction="sum", delta=DELTA)(model(xs[:, None])[:, 0], ys)
        total = total + loss.detach()
        optimizer.zero_grad()
        (loss / len(xs)).backward()
        optimizer.step()
    return [model.weight.item(), model.bias.item(), total.item() / len(x)]
