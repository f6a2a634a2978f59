"""Index batches for one epoch: in which order examples are seen, how the order is cut, where chance comes from."""

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

from mbcourse import inputs
from mbcourse.inputs import Rng

ORDERS = ("given", "shuffle_once", "reshuffle", "replacement")
LAST_RULES = ("keep", "drop", "balance")


def minibatches(
    n: int, batch_size: int, order: str = "reshuffle", last: str = "keep", rng: Rng = None
) -> Iterator[NDArray[np.intp]]:
    """Return the index batches of one epoch over `n` examples.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Examples in a batch, from 1 (SGD) to `n` (BGD).
    order : {"reshuffle", "given", "shuffle_once", "replacement"}
        ``"given"``: 0, 1, ..., n - 1. ``"reshuffle"``: a new permutation at every call. ``"shuffle_once"``: one
        permutation that depends on the seed of `rng` alone, so that every epoch with the same generator sees the same
        order. ``"replacement"``: n independent draws.
    last : {"keep", "drop", "balance"}
        What happens where `batch_size` does not divide `n`. ``"keep"``: a smaller last batch. ``"drop"``: no last
        batch. ``"balance"``: as many batches as ``"keep"`` with sizes that differ by at most one.
    rng : int, Generator or None
        A generator moves on from epoch to epoch. A plain number starts afresh at every call: pass a generator when
        you call this once an epoch, or every epoch sees the same shuffle. None draws a fresh seed.

    Returns
    -------
    iterator of (m,) int arrays
        Without replacement no index occurs twice; with ``last="keep"`` or ``"balance"`` each occurs once.

    Raises
    ------
    ValueError
        If `n` is below 1, `batch_size` is outside 1 to `n`, or `order` or `last` is unknown.
    """
    cuts = batch_slices(n, batch_size, last)
    indices = epoch_order(n, order, np.random.default_rng(rng))
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


def epoch_order(n: int, order: str, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return the order in which one epoch sees the examples, shape (n,); arguments as in `minibatches`."""
    inputs.one_of("order", order, ORDERS)
    if order == "given":
        return np.arange(n)
    if order == "replacement":
        return rng.integers(n, size=n)
    if order == "shuffle_once":
        # The seed of a generator stays the same however much has been drawn from it.
        rng = np.random.default_rng(cast(np.random.SeedSequence, rng.bit_generator.seed_seq))
    return rng.permutation(n)
