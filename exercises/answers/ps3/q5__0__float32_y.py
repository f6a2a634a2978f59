"""The data are float32 and the line is float64; both need the same type."""

import torch


def torch_epoch(x, y, order, size, start, rate):
    xs, ys = torch.tensor(x[order]).unsqueeze(1), torch.Tensor(y[order]).unsqueeze(1)
    model = torch.nn.Linear(1, 1, dtype=torch.float64)
    torch.nn.init.constant_(model.weight, start[0])
    torch.nn.init.constant_(model.bias, start[1])
    criterion = torch.nn.HuberLoss(delta=DELTA)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    summed = 0.0
    for inputs, targets in DataLoader(TensorDataset(xs, ys), batch_size=size):
        loss = criterion(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        summed += loss.item() * len(inputs)
    return model.weight.item(), model.bias.item(), summed / len(order)
