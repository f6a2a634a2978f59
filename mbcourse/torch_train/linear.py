"""The linear model fitted twice: with autograd and updates by hand, and with a module, a loader and an optimizer."""

from collections.abc import Iterable
from time import perf_counter

import numpy as np
import torch
from numpy.typing import ArrayLike, DTypeLike
from torch import Tensor, nn

from mbcourse import inputs, lab
from mbcourse.batches import batch_slices, minibatches
from mbcourse.history import History
from mbcourse.inputs import Rng
from mbcourse.loss import design_matrix
from mbcourse.torch_train.loading import minibatch_loader
from mbcourse.torch_train.networks import linear_layer
from mbcourse.train import LearningRate, as_schedule, starting_point


def fit_autograd(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: int,
    learning_rate: LearningRate = lab.LEARNING_RATE,
    epochs: int = lab.EPOCHS,
    start: ArrayLike | None = None,
    order: str = "reshuffle",
    last: str = "keep",
    rng: Rng = None,
    dtype: DTypeLike = np.float64,
) -> History:
    """Fit a linear model with gradients from autograd and updates by hand.

    Parameters, errors and result as in `mbcourse.fit`, to rounding the same numbers. ``History.seconds`` counts
    everything but the recording: also drawing and cutting out the batches and, in the first update of a Python
    session, what PyTorch does once.

    Examples
    --------
    >>> from mbcourse import fit, lab_line
    >>> from mbcourse.torch_train import fit_autograd
    >>> line = lab_line()
    >>> by_torch = fit_autograd(line.x, line.y, batch_size=5, rng=0)
    >>> by_hand = fit(line.x, line.y, batch_size=5, rng=0)
    >>> abs(by_torch.params - by_hand.params).max() < 1e-12
    np.True_
    """
    x, y = inputs.examples(x, y, dtype)
    theta = torch.tensor(starting_point(start, x, dtype))
    features, targets = torch.tensor(x.reshape(len(y), -1)), torch.tensor(y)
    weights, intercept = (part.clone().requires_grad_() for part in (theta[:-1], theta[-1]))
    rate_at, generator = as_schedule(learning_rate), np.random.default_rng(rng)
    cuts = batch_slices(len(y), batch_size, last)

    record = _Record([weights, intercept])
    for _ in range(inputs.count("epochs", epochs, 0)):
        for index in minibatches(len(y), batch_size, order, last, generator, x=x):
            prediction = features[index] @ weights + intercept
            loss = (prediction - targets[index]).square().mean()
            loss.backward()
            rate = rate_at(record.n_updates)
            with torch.no_grad():  # the update itself is not to be differentiated
                for parameter in (weights, intercept):
                    assert parameter.grad is not None
                    parameter -= rate * parameter.grad
                    parameter.grad.zero_()  # backward adds to what is there
            record.add_row(loss)
    return record.history(x, y, cuts, batch_size)


def fit_module(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: int,
    learning_rate: LearningRate = lab.LEARNING_RATE,
    epochs: int = lab.EPOCHS,
    start: ArrayLike | None = None,
    order: str = "reshuffle",
    last: str = "keep",
    rng: Rng = None,
    dtype: DTypeLike = np.float64,
) -> History:
    """Fit a linear model with `DataLoader`, `nn.Linear`, `nn.MSELoss` and `optim.SGD`.

    Parameters, errors and result as in `mbcourse.fit`, to rounding the same numbers. ``History.seconds`` counts
    everything but the recording: also drawing and loading the batches.

    Examples
    --------
    >>> from mbcourse import lab_line
    >>> from mbcourse.torch_train import fit_module
    >>> line = lab_line()
    >>> fit_module(line.x, line.y, batch_size=60, epochs=4).epoch_losses.round(3)
    array([835.276, 175.467,  55.028,  26.094,  15.254])
    """
    x, y = inputs.examples(x, y, dtype)
    theta = torch.tensor(starting_point(start, x, dtype))
    # Targets of shape (n, 1), like the model's output: (n,) against (n, 1) would broadcast to (n, n).
    features, targets = torch.tensor(x.reshape(len(y), -1)), torch.tensor(y)[:, None]
    rate_at, cuts = as_schedule(learning_rate), batch_slices(len(y), batch_size, last)

    loader = minibatch_loader(features, targets, batch_size, order, last, rng)
    model = linear_layer(theta[None, :-1], theta[-1:])
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters())
    record = _Record(model.parameters())
    for _ in range(inputs.count("epochs", epochs, 0)):
        for x_batch, y_batch in loader:
            optimizer.param_groups[0]["lr"] = rate_at(record.n_updates)
            loss = criterion(model(x_batch), y_batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            record.add_row(loss)
    return record.history(x, y, cuts, batch_size)


class _Record:
    """The rows of a run in progress, and a clock that stands still while a row is written."""

    def __init__(self, parameters: Iterable[Tensor]) -> None:
        self._parameters = list(parameters)
        self._params = [self._theta()]
        self._batch_losses: list[float] = []
        self._seconds = [0.0]
        self._began = perf_counter()

    @property
    def n_updates(self) -> int:
        return len(self._batch_losses)

    def add_row(self, batch_loss: Tensor) -> None:
        self._seconds.append(self._seconds[-1] + perf_counter() - self._began)
        self._params.append(self._theta())
        self._batch_losses.append(batch_loss.item())
        self._began = perf_counter()

    def history(self, x: inputs.FloatArray, y: inputs.FloatArray, cuts: list[slice], batch_size: int) -> History:
        params, batch_losses = np.array(self._params), np.array(self._batch_losses, dtype=x.dtype)
        seconds = np.array(self._seconds)
        return History.of_run(design_matrix(x), y, params, batch_losses, seconds, cuts, batch_size)

    def _theta(self) -> inputs.FloatArray:
        return nn.utils.parameters_to_vector(self._parameters).detach().numpy()
