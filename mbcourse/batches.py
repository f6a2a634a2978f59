"""Indices of examples: the batches of one epoch, as an order and where it is cut, and the folds of cross-validation."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.inputs import FloatArray, Rng

Indices = NDArray[np.intp]


class Epoch(NamedTuple):
    """What an order may depend on: how many examples there are, a source of chance, the batches, and the examples."""

    n: int
    rng: np.random.Generator
    cuts: list[slice]
    examples: ArrayLike | None = None

    @property
    def x(self) -> FloatArray:
        """The examples, one per row: shape (n, d), with d = 1 for a line."""
        if self.examples is None:
            raise ValueError("x is None, but this order depends on the examples: pass them as x")
        return np.asarray(self.examples).reshape(self.n, -1)

    @property
    def places(self) -> Indices:
        """Each index's place in its batch, 0, 1, ... An order that asks for it belongs in `OF_BATCHES`."""
        starts, stops = np.transpose([(cut.start, cut.stop) for cut in self.cuts])
        places: Indices = np.arange(stops[-1]) - np.repeat(starts, stops - starts)
        return places


ORDERS: dict[str, Callable[[Epoch], Indices]] = {
    "given": lambda epoch: np.arange(epoch.n),
    "shuffle_once": lambda epoch: _restarted(epoch.rng).permutation(epoch.n),
    "reshuffle": lambda epoch: epoch.rng.permutation(epoch.n),
    "replacement": lambda epoch: epoch.rng.integers(epoch.n, size=epoch.n),
    "independent": lambda epoch: _batch_by_batch(epoch),
}
"""Every order by its name, as a function from an `Epoch` to the (n,) indices of the examples in that order.

An order of n indices is cut into batches; where the last batch is dropped, an order may end with the last cut.
"""

OF_BATCHES = frozenset({"independent"})
"""Orders that are drawn batch by batch, so that two batch sizes cannot share them."""

LAST_RULES = ("keep", "drop", "balance")


def minibatches(
    n: int,
    batch_size: int,
    order: str = "reshuffle",
    last: str = "keep",
    rng: Rng = None,
    *,
    x: ArrayLike | None = None,
) -> Iterator[Indices]:
    """Return the index batches of one epoch over `n` examples.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Examples per batch, from 1 (SGD) to `n` (BGD).
    order : {"reshuffle", "given", "shuffle_once", "replacement", "independent"}
        ``"given"``: 0, 1, ..., n - 1. ``"reshuffle"``: a new permutation at every call. ``"shuffle_once"``: one
        permutation that depends on the seed of `rng` alone, so that every epoch with the same generator sees the same
        order. ``"replacement"``: n independent draws. ``"independent"``: every batch is a fresh draw of different
        examples, whatever the batches before it held.
    last : {"keep", "drop", "balance"}
        What happens where `batch_size` does not divide `n`. ``"keep"``: a smaller last batch. ``"drop"``: no last
        batch. ``"balance"``: as many batches as ``"keep"`` with sizes that differ by at most one.
    rng : int, Generator or None
        A generator moves on from epoch to epoch. A plain number starts afresh at every call: pass a generator when
        you call this once per epoch, or every epoch sees the same shuffle. None draws a fresh seed.
    x : (n, ...) array, optional
        The examples, for an order that depends on them; none of those above does.

    Returns
    -------
    iterator of (m,) int arrays
        As given or shuffled, no index occurs twice in an epoch, and with ``last="keep"`` or ``"balance"`` each occurs
        once. Drawn independently, no index occurs twice in a batch.

    Raises
    ------
    ValueError
        If `n` is below 1, `batch_size` is outside 1 to `n`, `order` or `last` is unknown, or `x` does not hold `n`
        examples or is missing where the order depends on it.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import minibatches
    >>> [batch.tolist() for batch in minibatches(7, 3, order="given")]
    [[0, 1, 2], [3, 4, 5], [6]]
    >>> [batch.tolist() for batch in minibatches(7, 3, order="given", last="balance")]
    [[0, 1], [2, 3], [4, 5, 6]]

    One generator for all epochs shuffles each epoch anew, and every example is still seen once per epoch:

    >>> rng = np.random.default_rng(0)
    >>> for epoch in range(2):
    ...     print([batch.tolist() for batch in minibatches(7, 3, rng=rng)])
    [[2, 4, 3], [6, 5, 0], [1]]
    [[5, 2, 4], [6, 1, 0], [3]]
    """
    cuts = batch_slices(n, batch_size, last)
    if x is not None and np.shape(x)[:1] != (n,):
        raise ValueError(f"x has shape {tuple(np.shape(x))} but n is {n}: give the {n} examples, one per row")
    indices = epoch_order(n, order, np.random.default_rng(rng), cuts, x)
    return (indices[cut] for cut in cuts)


def batch_slices(n: int, batch_size: int, last: str = "keep") -> list[slice]:
    """Return where one epoch's order of `n` indices is cut into batches; arguments as in `minibatches`."""
    inputs.count("n", n, 1)
    inputs.count("batch_size", batch_size, 1, n)
    inputs.one_of("last", last, LAST_RULES)
    if last == "balance":
        n_batches = -(-n // batch_size)
        edges = [n * i // n_batches for i in range(n_batches + 1)]
    else:
        end = n if last == "keep" else n - n % batch_size
        edges = [*range(0, end, batch_size), end]
    return [slice(start, stop) for start, stop in pairwise(edges)]


def epoch_order(n: int, order: str, rng: np.random.Generator, cuts: list[slice], x: ArrayLike | None = None) -> Indices:
    """Return the order in which one epoch sees the examples, to be cut at `cuts`; arguments as in `minibatches`."""
    inputs.one_of("order", order, ORDERS)
    return ORDERS[order](Epoch(n, rng, cuts, x))


def bucketed(lengths: ArrayLike, batch_size: int, pool: int, rng: Rng = None) -> Iterator[Indices]:
    """Return the index batches of one epoch over sequences, each batch of sequences of similar length.

    The sequences are shuffled and cut into pools of ``pool * batch_size``. Each pool is sorted by length, equal lengths
    in random order, and cut into batches; the batches of all pools are then shuffled. Padded to its longest sequence, a
    batch wastes little, and which sequences meet in it is still drawn anew in each epoch.

    Parameters
    ----------
    lengths : (n,) array
        Length of each sequence, 0 or more, n at least 1; in any unit, such as characters or seconds.
    batch_size : int
        Sequences per batch, from 1 to n. Where it does not divide n, one batch, at any place in the epoch, is smaller.
    pool : int
        Batches per pool, at least 1. With 1 the batches are those of a plain shuffle; with so many that one pool holds
        everything, sequences of equal rank in length meet in every epoch.
    rng : int, Generator or None
        As in `minibatches`: pass a generator, which moves on from epoch to epoch, when you call this once per epoch.

    Returns
    -------
    iterator of (m,) int arrays
        Every index occurs once in an epoch. Within a batch lengths rise.

    Raises
    ------
    ValueError
        If `lengths` is not one-dimensional, is empty, or holds a number that is negative or not finite, `batch_size` is
        outside 1 to n, or `pool` is below 1.

    Notes
    -----
    Batches now differ in how many characters they hold, so that a gradient that is averaged over batches, or over the
    micro-batches of one, must be weighted by those.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import bucketed
    >>> lengths = np.array([3, 9, 4, 8, 3, 9, 5])
    >>> [lengths[batch].tolist() for batch in bucketed(lengths, batch_size=2, pool=4, rng=0)]
    [[4, 5], [8, 9], [3, 3], [9]]
    """
    array = np.asarray(lengths)
    if array.ndim != 1 or array.size == 0 or not np.issubdtype(array.dtype, np.number):
        raise ValueError(f"lengths has shape {array.shape} and type {array.dtype}: give (n,) numbers, n at least 1")
    unfit = np.flatnonzero(~((array >= 0) & (array < np.inf)))
    if unfit.size:
        raise ValueError(f"lengths holds {array[unfit[0]]} at index {unfit[0]}: give finite numbers, 0 or more")
    n = len(array)
    inputs.count("batch_size", batch_size, 1, n)
    inputs.count("pool", pool, 1)
    generator = np.random.default_rng(rng)
    shuffled = generator.permutation(n)
    pools = np.split(shuffled, range(pool * batch_size, n, pool * batch_size))
    in_order = np.concatenate([some[np.argsort(array[some], kind="stable")] for some in pools])
    batches = np.split(in_order, range(batch_size, n, batch_size))
    return (batches[place] for place in generator.permutation(len(batches)))


def folds(
    n: int, k: int, rng: Rng = None, groups: ArrayLike | None = None, *, order: str = "shuffle"
) -> list[tuple[Indices, Indices]]:
    """Return the splits of k-fold cross-validation: k pairs of training and test indices.

    Every example is in exactly one test part, and in the training parts of the other splits.

    Parameters
    ----------
    n : int
        Number of examples, at least 2.
    k : int
        Number of folds, from 2 to `n`, or to the number of groups.
    rng : int, Generator or None
        Source of the shuffle, as in `minibatches`; None draws a fresh seed.
    groups : (n,) array, optional
        The group of each example, such as its writer, as numbers or text. All examples of a group are in the same
        fold, so that no group is on both sides of a split.
    order : {"shuffle", "given"}
        ``"shuffle"``: folds are drawn at random. ``"given"``: each fold is a contiguous block of the examples as they
        are ordered, or with `groups` of the groups in the order in which they first occur; nothing is drawn.

    Returns
    -------
    list of ((n_train,) int array, (n_test,) int array)
        Training and test indices of each split, each in rising order. The numbers of examples in the folds, or of
        groups where there are any, differ by at most one: groups of unequal sizes make folds of unequal sizes.

    Raises
    ------
    ValueError
        If `n` is below 2, `k` is outside its limits, `order` is unknown, or `groups` does not hold `n` labels or holds
        NaN.

    Examples
    --------
    >>> from mbcourse import folds
    >>> for train, test in folds(5, 2, order="given"):
    ...     print(train, test)
    [3 4] [0 1 2]
    [0 1 2] [3 4]
    >>> [test.tolist() for _, test in folds(5, 2, groups=["a", "b", "a", "c", "c"], order="given")]
    [[0, 1, 2], [3, 4]]
    """
    inputs.count("n", n, 2)
    inputs.count("k", k, 2, n)
    inputs.one_of("order", order, ("shuffle", "given"))
    unit_of = np.arange(n) if groups is None else _numbered(groups, n)  # what must stay whole: a group, or an example
    units = int(unit_of.max()) + 1
    if k > units:
        raise ValueError(f"k is {k} but there are {units} groups: give at most as many folds as groups")
    in_turn = np.random.default_rng(rng).permutation(units) if order == "shuffle" else np.arange(units)
    fold_of = np.empty(units, dtype=np.intp)
    for fold, some in enumerate(np.array_split(in_turn, k)):
        fold_of[some] = fold
    return [(np.flatnonzero(fold_of[unit_of] != fold), np.flatnonzero(fold_of[unit_of] == fold)) for fold in range(k)]


def _numbered(groups: ArrayLike, n: int) -> Indices:
    """Return the (n,) numbers of the groups, counted from 0 in the order in which they first occur."""
    labels = np.asarray(groups)
    if labels.shape != (n,):
        raise ValueError(f"groups has shape {labels.shape} but n is {n}: give the group of each example")
    if (labels != labels).any():
        raise ValueError(f"groups holds NaN at index {int(np.argmax(labels != labels))}: which group is it?")
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels.tolist()], dtype=np.intp)


def _batch_by_batch(epoch: Epoch) -> Indices:
    """Draw each batch anew: one pool of all examples, whose first places are drawn again for every batch."""
    pool, places = list(range(epoch.n)), epoch.places
    order = []
    for place, drawn in zip(places.tolist(), epoch.rng.integers(places, epoch.n).tolist(), strict=True):
        pool[place], pool[drawn] = pool[drawn], pool[place]
        order.append(pool[place])
    return np.array(order)


def _restarted(rng: np.random.Generator) -> np.random.Generator:
    """Return a generator at the beginning of this one's numbers: its seed stays, however much has been drawn."""
    return np.random.default_rng(cast(np.random.SeedSequence, rng.bit_generator.seed_seq))
