"""Training a classifier, and the log of what it did."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mbcourse import inputs, lab
from mbcourse.batches import batch_slices
from mbcourse.data import Labelled
from mbcourse.inputs import Rng
from mbcourse.torch_train.loading import minibatch_loader


@dataclass(frozen=True, eq=False)
class TrainingLog:
    """The log of a classifier's training, one row per epoch: row 0 before the first epoch, row e after epoch e.

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

    Examples
    --------
    >>> from mbcourse import digits, split
    >>> from mbcourse.torch_train import mlp, train_classifier
    >>> train, validation = split(digits(), rng=0)
    >>> log = train_classifier(mlp((64, 10), rng=0), train, validation, batch_size=50, epochs=2, rng=0)
    >>> log.updates, log.examples
    (array([ 0, 29, 58]), array([   0, 1438, 2876]))
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
        The examples to learn from, and those to judge on.
    batch_size : int
        Examples per update, from 1 to the size of `train`.
    learning_rate : float
        The step size, by default 0.1.
    epochs : int
        Passes over the training part, by default 10.
    order, last
        How batches are drawn, see `mbcourse.minibatches`.
    rng : int, Generator or None
        Source of the batches, and of what the model itself draws in training (dropout).

    Returns
    -------
    TrainingLog
        One row per epoch. The training loss is taken over all training examples after the epoch. It is not the mean
        over the epoch's batches, whose sizes may differ and which the model met at different stages.

    Raises
    ------
    ValueError
        For data that are empty or not finite, a batch size outside 1 to n, a negative rate or number of epochs.

    Examples
    --------
    Softmax regression recognises about nine digits in ten after one epoch:

    >>> from mbcourse import digits, split, standardise
    >>> from mbcourse.torch_train import mlp, train_classifier
    >>> train, validation = standardise(*split(digits(), rng=0))
    >>> log = train_classifier(mlp((64, 10), rng=0), train, validation, batch_size=50, epochs=3, rng=0)
    >>> print(*log.validation_accuracies.round(2))
    0.12 0.89 0.93 0.96
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
    """Return the mean cross-entropy and the accuracy over all examples; leaves the model in evaluation mode.

    Examples
    --------
    Before any training, a classifier of ten digits is right once in ten times:

    >>> from mbcourse import digits, split, standardise
    >>> from mbcourse.torch_train import evaluate, mlp
    >>> train, validation = standardise(*split(digits(), rng=0))
    >>> loss, accuracy = evaluate(mlp((64, 10), rng=0), validation)
    >>> round(loss, 1), round(accuracy, 1)
    (2.4, 0.1)
    """
    x, y = _tensors(data, model)
    model.eval()
    with torch.no_grad():
        scores = model(x)
        loss = nn.functional.cross_entropy(scores, y)
        accuracy = (scores.argmax(dim=1) == y).double().mean()
    return loss.item(), accuracy.item()


def _tensors(data: Labelled, model: nn.Module) -> tuple[Tensor, Tensor]:
    x, _ = inputs.examples(data.x, data.y)
    return torch.tensor(x, dtype=next(model.parameters()).dtype), torch.tensor(data.y)
