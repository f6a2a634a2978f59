"""The same training with PyTorch: autograd by hand, `nn` modules with `optim`, and a classifier with its log.

Each trainer makes the updates that `mbcourse.fit` makes, on the same batches, so that its history can be laid beside
NumPy's. Global random state is neither read nor moved: every draw comes from the caller's ``rng``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter

import numpy as np
import torch
from numpy.typing import ArrayLike, DTypeLike, NDArray
from torch import Tensor, nn
from torch.utils.data import DataLoader, Sampler, TensorDataset

from mbcourse import inputs, lab
from mbcourse.batches import batch_slices, minibatches
from mbcourse.data import Labelled
from mbcourse.history import History
from mbcourse.inputs import Rng
from mbcourse.loss import design_matrix
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
    everything but the recording: drawing and cutting out the batches too, and, in a session's first update, what
    PyTorch does once.
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
    everything but the recording: drawing and loading the batches too.
    """
    x, y = inputs.examples(x, y, dtype)
    theta = torch.tensor(starting_point(start, x, dtype))
    # Targets of shape (n, 1), like the model's output: (n,) against (n, 1) would broadcast to (n, n).
    features, targets = torch.tensor(x.reshape(len(y), -1)), torch.tensor(y)[:, None]
    rate_at, cuts = as_schedule(learning_rate), batch_slices(len(y), batch_size, last)

    loader = minibatch_loader(features, targets, batch_size, order, last, rng)
    model = _linear(theta[None, :-1], theta[-1:])
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


class Minibatches(Sampler[NDArray[np.intp]]):
    """The course's index batches in the form that a `DataLoader` asks for.

    Parameters
    ----------
    n, batch_size, order, last, rng, x
        As in `mbcourse.minibatches`. One generator serves all epochs: each pass over the sampler is the next epoch.
    """

    def __init__(
        self,
        n: int,
        batch_size: int,
        order: str = "reshuffle",
        last: str = "keep",
        rng: Rng = None,
        *,
        x: ArrayLike | None = None,
    ) -> None:
        self.n, self.batch_size, self.order, self.last, self.x = n, batch_size, order, last, x
        self.generator = np.random.default_rng(rng)

    def __iter__(self) -> Iterator[NDArray[np.intp]]:
        return minibatches(self.n, self.batch_size, self.order, self.last, self.generator, x=self.x)

    def __len__(self) -> int:
        return len(batch_slices(self.n, self.batch_size, self.last))


def minibatch_loader(
    x: Tensor, y: Tensor, batch_size: int, order: str = "reshuffle", last: str = "keep", rng: Rng = None
) -> DataLoader[tuple[Tensor, ...]]:
    """Return a `DataLoader` over (x, y) whose batches are the course's.

    Parameters
    ----------
    x : (n, ...) tensor
        Inputs.
    y : (n, ...) tensor
        Targets.
    batch_size, order, last, rng
        As in `mbcourse.minibatches`. ``last="keep"`` and ``"drop"`` are what `DataLoader` calls ``drop_last=False``
        and ``True``.
    """
    # batch_size=None: the sampler hands over whole batches, so the data set is asked once a batch instead of once an
    # example. A loader draws one number a pass, from PyTorch's global state unless it has a generator.
    sampler = Minibatches(len(y), batch_size, order, last, rng, x=x)
    return DataLoader(TensorDataset(x, y), sampler=sampler, batch_size=None, generator=torch.Generator())


@dataclass(frozen=True, eq=False)
class TrainingLog:
    """What a classifier did, one row an epoch: row 0 is the model as it was given, row e that after epoch e.

    Attributes
    ----------
    training_losses : (n_epochs + 1,) array
        Mean cross-entropy over all training examples, in evaluation mode.
    validation_losses : (n_epochs + 1,) array
        The same over all validation examples.
    validation_accuracies : (n_epochs + 1,) array
        Fraction of the validation examples whose largest output is that of their class.
    updates : (n_epochs + 1,) int array
        Updates made so far.
    examples : (n_epochs + 1,) int array
        Training examples used so far.
    seconds : (n_epochs + 1,) array
        Time spent on the epochs so far, loading included, evaluation left out.
    batch_size : int
        The size that was asked for.
    """

    training_losses: NDArray[np.float64]
    validation_losses: NDArray[np.float64]
    validation_accuracies: NDArray[np.float64]
    updates: NDArray[np.intp]
    examples: NDArray[np.intp]
    seconds: NDArray[np.float64]
    batch_size: int

    @property
    def n_epochs(self) -> int:
        """Number of epochs."""
        return len(self.updates) - 1

    @property
    def epochs(self) -> NDArray[np.intp]:
        """Epochs completed at each row, from 0 to n_epochs."""
        return np.arange(self.n_epochs + 1)


def train_classifier(
    model: nn.Module,
    train: Labelled,
    validation: Labelled,
    *,
    batch_size: int,
    learning_rate: float = lab.LEARNING_RATE,
    epochs: int = lab.EPOCHS,
    order: str = "reshuffle",
    last: str = "keep",
    rng: Rng = None,
) -> TrainingLog:
    """Train a classifier with mini-batch gradient descent on the cross-entropy, and log every epoch.

    Parameters
    ----------
    model : Module
        Maps (m, d) inputs to (m, classes) scores, in the floating type of its parameters. Trained in place and left
        in evaluation mode.
    train, validation : Labelled
        What to learn from, and what to judge on.
    batch_size : int
        Examples an update, from 1 to the size of `train`.
    learning_rate : float
        The step size.
    epochs : int
        Passes over the training part.
    order, last
        How batches are drawn, see `mbcourse.minibatches`.
    rng : int, Generator or None
        Where the batches come from, and what the model itself draws in training (dropout).

    Returns
    -------
    TrainingLog
        One row an epoch. The training loss is taken over the whole part after the epoch, not averaged over its
        batches, whose sizes may differ and which the model met at different stages.

    Raises
    ------
    ValueError
        For data that are empty or not finite, a batch size outside 1 to n, a negative rate or number of epochs.
    """
    generator = np.random.default_rng(rng)
    optimizer = torch.optim.SGD(model.parameters(), lr=inputs.nonnegative("learning_rate", learning_rate))
    loader = minibatch_loader(*_tensors(train, model), batch_size, order, last, generator)
    criterion = nn.CrossEntropyLoss()

    seconds, evaluations = [0.0], [(*evaluate(model, train), *evaluate(model, validation))]
    with torch.random.fork_rng(devices=[]):
        # A child's seed: the batches are those of `rng` whether the model draws or not.
        torch.default_generator.manual_seed(int(generator.spawn(1)[0].integers(2**63)))
        for _ in range(inputs.count("epochs", epochs, 0)):
            began = perf_counter()
            model.train()
            for x_batch, y_batch in loader:
                optimizer.zero_grad()
                criterion(model(x_batch), y_batch).backward()
                optimizer.step()
            seconds.append(seconds[-1] + perf_counter() - began)
            evaluations.append((*evaluate(model, train), *evaluate(model, validation)))

    training_losses, _, validation_losses, accuracies = np.array(evaluations).T.copy()
    cuts = batch_slices(len(train.y), batch_size, last)
    epoch = np.arange(epochs + 1)
    return TrainingLog(
        training_losses=training_losses,
        validation_losses=validation_losses,
        validation_accuracies=accuracies,
        updates=epoch * len(cuts),
        examples=epoch * cuts[-1].stop,
        seconds=np.array(seconds),
        batch_size=batch_size,
    )


def evaluate(model: nn.Module, data: Labelled) -> tuple[float, float]:
    """Return the mean cross-entropy and the accuracy over all examples; leaves the model in evaluation mode."""
    x, y = _tensors(data, model)
    model.eval()
    with torch.no_grad():
        scores = model(x)
        loss = nn.functional.cross_entropy(scores, y)
        accuracy = (scores.argmax(dim=1) == y).double().mean()
    return loss.item(), accuracy.item()


def mlp(sizes: Sequence[int], rng: Rng = None) -> nn.Sequential:
    """Return a float64 network of fully connected layers with ReLU between them.

    Parameters
    ----------
    sizes : sequence of int
        Inputs, hidden layers, outputs: (64, 32, 10) has one hidden layer of 32, (64, 10) is softmax regression.
    rng : int, Generator or None
        Where weights and biases come from: uniform within 1 / sqrt(inputs of the layer), as `nn.Linear` has it.

    Raises
    ------
    ValueError
        For fewer than two sizes, or one below 1.
    """
    if len(sizes) < 2:
        raise ValueError(f"sizes is {sizes!r}: give at least the numbers of inputs and outputs")
    generator = np.random.default_rng(rng)
    layers: list[nn.Module] = []
    for n_in, n_out in pairwise([inputs.count("sizes", size, 1) for size in sizes]):
        weight, bias = (generator.uniform(-1, 1, size) / np.sqrt(n_in) for size in ((n_out, n_in), n_out))
        layers += [_linear(torch.tensor(weight), torch.tensor(bias)), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    """Return a layer with these parameters; a layer made on a real device draws its own from the global state."""
    n_out, n_in = weight.shape
    layer = nn.Linear(n_in, n_out, device="meta")
    layer.load_state_dict({"weight": weight, "bias": bias}, assign=True)
    return layer


def _tensors(data: Labelled, model: nn.Module) -> tuple[Tensor, Tensor]:
    x, _ = inputs.examples(data.x, data.y)
    return torch.tensor(x, dtype=next(model.parameters()).dtype), torch.tensor(data.y)


class _Record:
    """The rows of a run as it goes, and a clock that stands still while a row is written."""

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
