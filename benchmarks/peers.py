"""What learners write: the loops that `mbcourse.fit` is measured against.

Each starts at the lab's start, makes plain gradient steps at rate 0.1 in float64, and returns the loss over all
points at the start and after each epoch, so that it can be shown equal to `fit` before it is timed.
"""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import SGDRegressor
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from mbcourse import LAB_START, Line

torch.set_num_threads(1)
RATE = 0.1


class Points(Dataset[tuple[Tensor, Tensor]]):
    """The data set of the lab: one point per item."""

    def __init__(self, line: Line) -> None:
        self.x = torch.tensor(line.x).view(-1, 1)
        self.y = torch.tensor(line.y).view(-1, 1)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)


def loader(line: Line, batch_size: int) -> DataLoader[tuple[Tensor, Tensor]]:
    """Batches in the order given, the smaller last one kept."""
    return DataLoader(Points(line), batch_size=batch_size)


def autograd_loop(line: Line, batches: Iterable[tuple[Tensor, Tensor]], epochs: int) -> list[float]:
    """Two tensors, `backward`, an update by hand."""
    x, y = torch.tensor(line.x).view(-1, 1), torch.tensor(line.y).view(-1, 1)
    w, b = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in LAB_START)
    losses = [torch.mean((w * x + b - y) ** 2).item()]
    for _ in range(epochs):
        for x_batch, y_batch in batches:
            loss = torch.mean((w * x_batch + b - y_batch) ** 2)
            loss.backward()
            with torch.no_grad():
                w -= RATE * w.grad
                b -= RATE * b.grad
            w.grad.zero_()
            b.grad.zero_()
        with torch.no_grad():
            losses.append(torch.mean((w * x + b - y) ** 2).item())
    return losses


def module_loop(line: Line, batches: Iterable[tuple[Tensor, Tensor]], epochs: int) -> list[float]:
    """`nn.Linear`, `nn.MSELoss`, `optim.SGD`."""
    x, y = torch.tensor(line.x).view(-1, 1), torch.tensor(line.y).view(-1, 1)
    model, criterion = nn.Linear(1, 1, dtype=torch.float64), nn.MSELoss()
    nn.init.constant_(model.weight, LAB_START[0])
    nn.init.constant_(model.bias, LAB_START[1])
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    losses = [criterion(model(x), y).item()]
    for _ in range(epochs):
        for x_batch, y_batch in batches:
            loss = criterion(model(x_batch), y_batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


def partial_fit_loop(line: Line, batch_size: int, epochs: int) -> list[float]:
    """scikit-learn's SGDRegressor, one `partial_fit` per batch.

    A call makes one step per example for any size of the batch, so the result is always that of batch size 1. Its loss
    is half the squared error, hence twice the rate.
    """
    x, y = line.x[:, None], line.y
    model = SGDRegressor(penalty=None, learning_rate="constant", eta0=2 * RATE, shuffle=False)
    model.coef_, model.intercept_ = np.array(LAB_START[:1]), np.array(LAB_START[1:])
    losses = [np.mean((model.predict(x) - y) ** 2)]
    for _ in range(epochs):
        for first in range(0, len(y), batch_size):
            model.partial_fit(x[first : first + batch_size], y[first : first + batch_size])
        losses.append(np.mean((model.predict(x) - y) ** 2))
    return losses


def double_loop(x: NDArray[np.float64], y: NDArray[np.float64], w: list[float], b: list[float]) -> list[float]:
    """The loss at each (w, b), one at a time, as the copied surface helper has it (with the right sign of b)."""
    return [np.mean((y - (slope * x + intercept)) ** 2) for slope, intercept in zip(w, b, strict=True)]


def broadcast(
    x: NDArray[np.float64], y: NDArray[np.float64], w: NDArray[np.float64], b: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The losses at all (w, b) in one expression, through an array of len(w) x len(x) residuals."""
    return np.mean((y - (w[:, None] * x + b[:, None])) ** 2, axis=1)
