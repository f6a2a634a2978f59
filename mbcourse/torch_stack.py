"""Many networks trained as one: a stack with an axis of runs, in which each run is what it would be alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor, nn

from mbcourse import inputs, tuning
from mbcourse.batches import Indices, batch_slices, epoch_order
from mbcourse.data import Labelled, Measured
from mbcourse.optim import State
from mbcourse.torch_train import mlp
from mbcourse.train import LearningRate, as_schedule

Step = Callable[..., tuple[Any, Any]]
Examples = Labelled | Measured
Sets = Labelled | Measured | Sequence[Labelled] | Sequence[Measured]


@dataclass(frozen=True, eq=False)
class Many:
    """The record of runs on the axes learning rate and seed, and their networks at the end.

    Attributes
    ----------
    batch_size : int
        Examples per update.
    learning_rates : tuple of J rates
        The first axis.
    seeds : tuple of K ints
        The second axis.
    updates : (T,) int array
        Updates made at each evaluation.
    losses : dict of (J, K, T) arrays
        For each set's name, the mean loss over its examples, without dropout: the cross-entropy where examples are
        `mbcourse.Labelled`, the squared error where they are `mbcourse.Measured`.
    accuracies : dict of (J, K, T) arrays
        For each set of `mbcourse.Labelled`, the fraction of examples whose largest score is that of their class,
        without dropout.
    weights : tuple of L (J, K, outputs, inputs) arrays
        The weights of the L layers after the last update.
    biases : tuple of L (J, K, outputs) arrays
        Their biases.

    Examples
    --------
    >>> from mbcourse import digits, split, standardise
    >>> from mbcourse.torch_stack import fit_many
    >>> train, _ = standardise(*split(digits(), rng=0))
    >>> runs = fit_many(
    ...     train,
    ...     (64, 16, 10),
    ...     batch_size=32,
    ...     learning_rates=[0.1, 0.5],
    ...     seeds=[0, 1, 2],
    ...     updates=45,
    ...     evaluate_at=range(0, 46, 5),
    ... )
    >>> runs.losses["training"].shape, [weights.shape for weights in runs.weights]
    ((2, 3, 10), [(2, 3, 16, 64), (2, 3, 10, 16)])
    >>> runs.updates_to(0.5)
    array([[inf, inf, inf],
           [20., 25., 25.]])
    """

    batch_size: int
    learning_rates: tuple[LearningRate, ...]
    seeds: tuple[int, ...]
    updates: NDArray[np.intp]
    losses: dict[str, NDArray[np.float64]]
    accuracies: dict[str, NDArray[np.float64]]
    weights: tuple[NDArray[np.float64], ...]
    biases: tuple[NDArray[np.float64], ...]

    def network(self, rate: int, seed: int) -> nn.Sequential:
        """Return the network of one run, by its places on the two axes, as `mbcourse.torch_train.mlp` makes it."""
        sizes = [self.weights[0].shape[-1], *(bias.shape[-1] for bias in self.biases)]
        model = mlp(sizes, rng=0)
        for layer, weight, bias in zip(list(model)[::2], self.weights, self.biases, strict=True):
            tensors = {"weight": torch.tensor(weight[rate, seed]), "bias": torch.tensor(bias[rate, seed])}
            layer.load_state_dict(tensors)
        return model

    def updates_to(self, loss: float, name: str = "training") -> NDArray[np.float64]:
        """Return the updates after which each run first had at most this loss, (J, K): infinity where it never had.

        Only evaluations are looked at, so that the figure is as fine as they are close.
        """
        reached = self.losses[name] <= loss
        first: NDArray[np.float64] = np.where(reached.any(axis=-1), self.updates[reached.argmax(axis=-1)], np.inf)
        return first

    def best_rate(self, cost: ArrayLike) -> float:
        """Return the rate of lowest cost, where `cost`, (J,), may be a mean or median over the seeds.

        Raises
        ------
        ValueError
            If the lowest cost is at the first or the last rate, so that the best rate may lie outside: see
            `mbcourse.tuning.best_rates`.
        """
        if any(map(callable, self.learning_rates)):
            raise ValueError("learning_rates holds a schedule: choose among numbers, or compare the costs yourself")
        best, _ = tuning.best_rates(np.asarray(cost)[None], [self.batch_size], np.array(self.learning_rates))
        return float(best[0])


def plain_step(
    weights: Tensor, gradient: Tensor, state: Any, rate: Tensor, *, weight_decay: "Tensor | float" = 0.0
) -> tuple[Tensor, Any]:
    """Take one step of gradient descent without a memory, called like the steps of `mbcourse.optim`.

    Examples
    --------
    >>> import torch
    >>> from mbcourse.torch_stack import plain_step
    >>> plain_step(torch.tensor([1.0, 2.0]), torch.tensor([0.5, 0.5]), None, 0.1)
    (tensor([0.9500, 1.9500]), None)
    """
    if isinstance(weight_decay, Tensor) or weight_decay != 0:
        gradient = gradient + weight_decay * weights
    return torch.addcmul(weights, torch.as_tensor(rate), gradient, value=-1), state


def fit_many(
    train: Sets,
    sizes: Sequence[int],
    *,
    batch_size: int,
    learning_rates: Sequence[LearningRate],
    seeds: Sequence[int],
    updates: int,
    evaluate_on: Mapping[str, Sets] | None = None,
    evaluate_at: Sequence[int] | None = None,
    step: Step = plain_step,
    weight_decay: ArrayLike | None = None,
    dropout: float = 0.0,
    order: str = "reshuffle",
    last: str = "keep",
) -> Many:
    """Train a network for every learning rate and seed, all at once, by mini-batches.

    The loss is the cross-entropy where examples have a class, and the squared error where they have a number. A run of
    a classifier is the one that ``train_classifier(mlp(sizes, rng=seed), train, ..., rng=seed)`` makes, to 1e-12 where
    the rate is one at which it is stable. On one thread, any run is to the bit the same alone and in any stack.

    Parameters
    ----------
    train : Labelled or Measured, or K of them
        The examples to learn from, the same for all runs, or one set for each seed, all of one shape: other labels,
        other folds.
    sizes : sequence of int
        Inputs, hidden layers with ReLU, outputs, as in `mbcourse.torch_train.mlp`; one output to predict a number.
    batch_size : int
        Examples per update, from 1 to n.
    learning_rates : sequence of J floats or callables
        Step sizes, or schedules that give them from the number of updates made so far.
    seeds : sequence of K ints
        What a run draws its initial weights, its batches and its dropout from. At every rate and batch size a seed
        has the same weights and orders, so that runs of one seed can be compared in pairs.
    updates : int
        Updates of each run.
    evaluate_on : mapping, optional
        Sets by their names, each like `train`; by default ``{"training": train}``.
    evaluate_at : sequence of int, optional
        After how many updates, rising from 0 or more to `updates` at most; by default at the start and at the end.
    step : callable, optional
        ``step(weights, gradient, state, rate)`` returns the next weights and state of one array, with the runs on its
        first axis, as the steps of `mbcourse.optim` do; by default plain gradient descent.
    weight_decay : float or array, optional
        What `step` is given under this name: one number, or an array that broadcasts to (J, K). By default, none.
    dropout : float
        Share of the hidden outputs that are set to 0 in training, from 0 to below 1; the rest is divided by
        1 - dropout.
    order, last
        How batches are drawn, see `mbcourse.minibatches`.

    Returns
    -------
    Many
        A run that overflows goes on to its end, with losses that are not finite.

    Raises
    ------
    ValueError
        For sets, sizes, rates, seeds or counts that are empty, outside their limits or do not match.

    Notes
    -----
    `torch.baddbmm` multiplies all runs' matrices in one call, which pays where matrices are small. The product of one
    run depends, in its last digit, on where its arrays lie in a cache line: numbers of inputs and units are therefore
    padded with zeros to multiples of eight, which changes no result. Memory: ``8 J K`` bytes for each weight, and as
    much for its gradient and each number that `step` remembers.

    Examples
    --------
    The best of five rates, for twenty seeds each:

    >>> import numpy as np
    >>> from mbcourse import digits, split, standardise
    >>> from mbcourse.torch_stack import fit_many
    >>> train, validation = standardise(*split(digits(), rng=0))
    >>> runs = fit_many(
    ...     train,
    ...     (64, 10),
    ...     batch_size=8,
    ...     learning_rates=[0.01, 0.1, 1.0],
    ...     seeds=range(20),
    ...     updates=180,
    ...     evaluate_on={"validation": validation},
    ... )
    >>> runs.losses["validation"].shape
    (3, 20, 2)
    >>> runs.best_rate(np.median(runs.losses["validation"][..., -1], axis=1))
    0.1
    """
    inputs.count("updates", updates, 0)
    for name, values in (("learning_rates", learning_rates), ("seeds", seeds)):
        if len(values) == 0:
            raise ValueError(f"{name} is empty: give at least one")
    runs = len(learning_rates), len(seeds)
    rates = [as_schedule(rate) for rate in learning_rates]
    settings = {} if weight_decay is None else {"weight_decay": _for_each_run("weight_decay", weight_decay, runs)}
    stack = _Stack(sizes, runs, seeds)
    examples = _Examples("train", train, sizes, runs)
    judged = {name: _Examples(name, sets, sizes, runs) for name, sets in (evaluate_on or {"training": train}).items()}
    for name, one in judged.items():
        if one.labelled != examples.labelled:
            kinds = ("classes", "numbers") if one.labelled else ("numbers", "classes")
            raise ValueError(f"{name} holds {kinds[0]} and train {kinds[1]}: give sets of one kind")
    rows = _rising(evaluate_at if evaluate_at is not None else sorted({0, updates}), updates)
    batches = _batches(examples.n, batch_size, order, last, seeds)
    masks = _Dropout(sizes, dropout, seeds)

    states: list[Any] = [State()] * len(stack.parameters)
    evaluations = []
    for update in range(updates + 1):
        if update in rows:
            evaluations.append([stack.evaluate(one) for one in judged.values()])
        if update < updates:
            index = next(batches)
            gradients = stack.gradients(*examples.batch(index), masks.draw(index.shape[1]))
            rate = _for_each_run("learning_rates", [[rate_at(update)] for rate_at in rates], runs)
            for i, (weights, gradient) in enumerate(zip(stack.parameters, gradients, strict=True)):
                stack.parameters[i], states[i] = step(weights, gradient, states[i], rate, **settings)
    figures = np.moveaxis(np.array(evaluations), 0, -1)  # sets, loss and accuracy, runs, evaluations
    losses, accuracies = (
        {name: part[measure].reshape(*runs, -1) for name, part in zip(judged, figures, strict=True)}
        for measure in (0, 1)
    )
    accuracies = {name: shares for name, shares in accuracies.items() if judged[name].labelled}
    return Many(batch_size, tuple(learning_rates), tuple(seeds), np.array(rows), losses, accuracies, *stack.layers())


class _Examples:
    """The examples of each seed, x (S, n, p) and y (S, n), where S is 1 if all seeds share them."""

    def __init__(self, name: str, sets: Sets, sizes: Sequence[int], runs: tuple[int, int]) -> None:
        several: list[Labelled | Measured] = [sets] if isinstance(sets, Examples) else list(sets)
        if not isinstance(sets, Examples) and len(several) != runs[1]:
            raise ValueError(f"{name} holds {len(several)} sets: give one, or one for each of the {runs[1]} seeds")
        shapes = sorted({one.x.shape for one in several})
        if len(shapes) > 1:
            raise ValueError(f"{name} holds sets of shapes {shapes}: give each as many examples and features")
        if shapes[0][1] != sizes[0]:
            raise ValueError(f"sizes begins with {sizes[0]} but {name} has {shapes[0][1]} features: give this number")
        self.labelled = isinstance(several[0], Labelled)
        if any(isinstance(one, Labelled) != self.labelled for one in several):
            raise ValueError(f"{name} holds both Labelled and Measured sets: give one kind")
        if self.labelled and (highest := max(one.y.max() for one in several)) >= sizes[-1]:
            raise ValueError(f"sizes ends with {sizes[-1]} but {name} has class {highest}: give {highest + 1} or more")
        if not self.labelled and sizes[-1] != 1:
            raise ValueError(f"sizes ends with {sizes[-1]} but {name} has one number to predict: give 1")
        self.runs, self.n = runs, shapes[0][0]
        x = np.stack([inputs.features(one.x) for one in several])
        self.x = torch.tensor(np.pad(x, [(0, 0), (0, 0), (0, _padding(sizes[0]))]))
        self.y = torch.tensor(np.stack([one.y for one in several]))

    def batch(self, index: Indices) -> tuple[Tensor, Tensor]:
        """Return the examples of each seed's `index`, (K, m), for every run: x (R, m, p) and y (R, m)."""
        seed, places = torch.arange(len(self.x))[:, None], torch.from_numpy(index)
        return self.x[seed, places].repeat(self.runs[0], 1, 1), self.y[seed, places].repeat(self.runs[0], 1)

    def all(self) -> tuple[Tensor, Tensor]:
        """Return all examples for every run, without a copy of them where one set serves all."""
        x, y = (part.expand(*self.runs, *part.shape[1:]).flatten(0, 1) for part in (self.x, self.y))
        return x, y


class _Stack:
    """R = J K networks as one: for each layer, weights (R, p, q) and biases (R, 1, q), padded with zeros."""

    def __init__(self, sizes: Sequence[int], runs: tuple[int, int], seeds: Sequence[int]) -> None:
        self.sizes, self.runs = sizes, runs
        layers = zip(*(mlp(sizes, rng=seed)[::2] for seed in seeds), strict=True)
        self.parameters: list[Tensor] = []
        for layer in layers:
            weights = torch.stack([one.weight.detach().T for one in layer])
            biases = torch.stack([one.bias.detach()[None] for one in layer])
            n_in, n_out = map(_padding, weights.shape[1:])
            self.parameters += [
                nn.functional.pad(part, padding).repeat(runs[0], 1, 1)
                for part, padding in ((weights, (0, n_out, 0, n_in)), (biases, (0, n_out)))
            ]

    def gradients(self, x: Tensor, y: Tensor, masks: list[Tensor]) -> tuple[Tensor, ...]:
        """Return the gradients of each run's mean loss over its batch, x (R, m, p) and y (R, m)."""
        parameters = [parameter.requires_grad_() for parameter in self.parameters]
        losses = _losses(self._scores(x, masks), y).mean(dim=1)
        gradients = torch.autograd.grad(losses.sum(), parameters)  # a run's parameters are in its own loss alone
        self.parameters = [parameter.detach() for parameter in parameters]
        return gradients

    def evaluate(self, examples: _Examples) -> NDArray[np.float64]:
        """Return each run's mean loss and accuracy, (2, R)."""
        x, y = examples.all()
        with torch.no_grad():
            scores = self._scores(x, [])
            hits = (scores.argmax(dim=-1) == y).double()
            figures: NDArray[np.float64] = torch.stack([_losses(scores, y), hits]).mean(dim=-1).numpy()
        return figures

    def layers(self) -> tuple[tuple[NDArray[np.float64], ...], tuple[NDArray[np.float64], ...]]:
        """Return weights and biases of every layer without their padding, as `Many` holds them."""
        shapes = zip(self.sizes[:-1], self.sizes[1:], self.parameters[::2], self.parameters[1::2], strict=True)
        parts = [
            (weights[:, :n_in, :n_out].mT.reshape(*self.runs, n_out, n_in), biases[..., :n_out].reshape(*self.runs, -1))
            for n_in, n_out, weights, biases in shapes
        ]
        weights, biases = zip(*([part.numpy().copy() for part in pair] for pair in parts), strict=True)
        return weights, biases

    def _scores(self, x: Tensor, masks: list[Tensor]) -> Tensor:
        layers = list(zip(self.parameters[::2], self.parameters[1::2], strict=True))
        for place, (weights, biases) in enumerate(layers):
            if place:
                x = torch.relu(x)
                x = x * masks[place - 1].repeat(self.runs[0], 1, 1) if masks else x
            x = torch.baddbmm(biases, x, weights)
        return x[..., : self.sizes[-1]]


class _Dropout:
    """The masks of the hidden layers, drawn for each seed from a generator that is a child of its own."""

    def __init__(self, sizes: Sequence[int], share: float, seeds: Sequence[int]) -> None:
        if not 0 <= inputs.nonnegative("dropout", share) < 1:
            raise ValueError(f"dropout is {share}: give a share from 0 to below 1")
        self.share, self.widths = share, sizes[1:-1]
        self.generators = [np.random.default_rng(seed).spawn(1)[0] for seed in seeds]

    def draw(self, m: int) -> list[Tensor]:
        """Return a mask (K, m, q) for each hidden layer, or none without dropout."""
        if self.share == 0:
            return []
        kept = [np.stack([one.random((m, width)) >= self.share for one in self.generators]) for width in self.widths]
        return [
            nn.functional.pad(torch.from_numpy(mask / (1 - self.share)), (0, _padding(width)))
            for mask, width in zip(kept, self.widths, strict=True)
        ]


def _batches(n: int, batch_size: int, order: str, last: str, seeds: Sequence[int]) -> Iterator[Indices]:
    """Yield each seed's next batch of indices, (K, m), without an end."""
    cuts = batch_slices(n, batch_size, last)
    generators = [np.random.default_rng(seed) for seed in seeds]
    while True:
        orders = np.stack([epoch_order(n, order, generator, cuts) for generator in generators])
        yield from (orders[:, cut] for cut in cuts)


def _losses(scores: Tensor, y: Tensor) -> Tensor:
    """Return the loss of each example, (R, m): squared error of one score, or cross-entropy of the classes' scores."""
    if y.is_floating_point():
        return (scores[..., 0] - y).square()
    losses = nn.functional.cross_entropy(scores.flatten(0, 1), y.flatten(), reduction="none")
    return losses.view(y.shape)


def _padding(size: int) -> int:
    """Return how many numbers complete `size` of them to whole cache lines: eight of 8 bytes each."""
    return -size % 8


def _for_each_run(name: str, values: ArrayLike, runs: tuple[int, int]) -> Tensor:
    """Return numbers that broadcast to (J, K) as a tensor (R, 1, 1)."""
    array = np.asarray(values, dtype=np.float64)
    if not ((array >= 0) & (array < np.inf)).all():
        raise ValueError(f"{name} is {values!r}: give finite numbers, 0 or more")
    try:
        return torch.tensor(np.broadcast_to(array, runs).reshape(-1, 1, 1))
    except ValueError:
        raise ValueError(
            f"{name} has shape {array.shape}: give one that broadcasts to {runs}, rates and seeds"
        ) from None


def _rising(rows: Sequence[int], updates: int) -> list[int]:
    counts = [inputs.count("evaluate_at", row, 0, updates) for row in rows]
    if not counts or counts != sorted(set(counts)):
        raise ValueError(f"evaluate_at is {rows!r}: give counts of updates that rise, at least one")
    return counts
