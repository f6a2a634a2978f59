"""Up to which learning rate mini-batch updates are stable: in mean square, exactly, and for typical runs."""

import numpy as np
from numpy.typing import ArrayLike

from mbcourse import inputs
from mbcourse.batches import batch_slices, epoch_order
from mbcourse.inputs import FloatArray, Rng
from mbcourse.loss import design_matrix
from mbcourse.theory.noise import noise_factor

CHAINS = 100
"""How many products of random matrices `growth` follows side by side."""

MANY = 12
"""From how many weights on the eigenvalue is found by iteration: its matrices have the fourth power of that many
numbers."""


def max_learning_rate(x: ArrayLike, batch_size: int, replacement: bool = True) -> float:
    """Return the learning rate below which mini-batch updates are stable in mean square.

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs; the limit does not depend on the targets.
    batch_size : int
        Examples per batch, as in `noise_factor`.
    replacement : bool
        Whether a batch is drawn with replacement. Without it, ``batch_size = n`` gives the limit of gradient
        descent, 2 / (largest eigenvalue of H).

    Returns
    -------
    float
        The smallest eta at which T has spectral radius 1. Since T maps positive semi-definite matrices to positive
        semi-definite ones, 1 is then an eigenvalue: (H C + C H) = eta (H C H + f(b) V(C)) for some C, with
        V(C) = mean (H_i - H) C (H_i - H), a linear eigenvalue problem.

    Raises
    ------
    ValueError
        For inputs that are empty or not finite, or a batch size that `noise_factor` refuses.

    Examples
    --------
    Single examples allow half the rate of the full batch; batches of 20 nearly all of it:

    >>> from mbcourse import lab_line, theory
    >>> x = lab_line().x
    >>> [round(theory.max_learning_rate(x, batch_size), 3) for batch_size in (1, 5, 20)]
    [0.166, 0.283, 0.32]
    >>> round(theory.max_learning_rate(x, 60, replacement=False), 3)  # gradient descent
    0.333
    """
    if design_matrix(inputs.features(x)).shape[1] > MANY:
        return 1 / _largest_by_iteration(x, batch_size, replacement)
    _, drift, spread = operators(x, batch_size, replacement)
    # H C + C H vanishes only along directions in which the data do not vary: the pseudo-inverse leaves those out.
    return float(1 / np.abs(np.linalg.eigvals(np.linalg.pinv(drift, hermitian=True) @ spread)).max())


def growth(
    x: ArrayLike,
    batch_size: int,
    learning_rate: float,
    order: str = "replacement",
    rng: Rng = None,
    *,
    epochs: int = 10_000,
) -> tuple[float, float]:
    """Return by how much the logarithm of the distance from the minimum grows per update, and its standard error.

    On data that a model fits exactly the distance delta follows delta <- (I - eta H_B) delta, where H_B is the mean of
    the H_i over the batch. In the long run almost every run grows or shrinks at one exponential rate, the largest
    Lyapunov exponent of these random matrices. Below 0 a typical run settles, even where `max_learning_rate` says that
    the mean over runs grows without limit.

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs; growth does not depend on the targets.
    batch_size : int
        Examples per batch, from 1 to n.
    learning_rate : float
        The step size, constant.
    order : str
        How batches are drawn, as in `mbcourse.minibatches`: with ``"replacement"``, each as an ``"independent"`` draw
        of different examples, or cut from a ``"reshuffle"``; a fixed order gives the growth of its own product. A
        smaller last batch is kept.
    rng : int, Generator or None
        Source of the draws. With the same seed two rates see the same batches, so that a zero can be bracketed.
    epochs : int
        How many epochs of ceil(n/b) updates to draw, by default 10,000. A hundred products of random matrices, each
        from a random direction, share them, rounded up to whole epochs, after a tenth as many that are not counted, in
        which the direction settles.

    Returns
    -------
    mean : float
        Mean of ``log(|delta after| / |delta before|)`` over the updates.
    error : float
        Its standard error, from the means of the hundred products. It falls as one over the square root of `epochs`.

    Raises
    ------
    ValueError
        For inputs that are empty or not finite, a batch size outside 1 to n, a rate that is negative or not finite, an
        unknown order or fewer than 1 epoch.

    Examples
    --------
    At rate 0.2 single examples are unstable in mean square (the limit is 0.166), and yet a typical run settles:

    >>> from mbcourse import lab_line, theory
    >>> mean, error = theory.growth(lab_line().x, 1, 0.2, rng=0)
    >>> print(round(mean, 2), error < 0.01)
    -0.11 True
    """
    rate = inputs.nonnegative("learning_rate", learning_rate)
    a = _along_the_data(design_matrix(inputs.features(x)))
    n = len(a)
    cuts = batch_slices(n, batch_size)
    counted = -(-inputs.count("epochs", epochs, 1) // CHAINS)
    unseen = -(-counted // 10)
    generator = np.random.default_rng(rng)

    delta = generator.standard_normal((CHAINS, a.shape[1]))
    total = np.zeros(CHAINS)
    with np.errstate(divide="ignore"):  # the logarithm of a distance of 0
        for epoch in range(unseen + counted):
            orders = np.array([epoch_order(n, order, generator, cuts, x) for _ in range(CHAINS)])
            for cut in cuts:
                batch = a[orders[:, cut]]
                along = np.einsum("cbp,cp->cb", batch, delta)
                delta -= 2 * rate / (cut.stop - cut.start) * np.einsum("cb,cbp->cp", along, batch)
                length = np.sqrt(np.einsum("cp,cp->c", delta, delta))
                delta /= np.maximum(length, np.finfo(float).tiny)[:, None]
                if epoch >= unseen:
                    total += np.log(length)
    means = total / (counted * len(cuts))
    return float(means.mean()), float(means.std(ddof=1) / np.sqrt(CHAINS))


def typical_learning_rate(
    x: ArrayLike, batch_size: int, order: str = "replacement", rng: Rng = None, *, epochs: int = 10_000
) -> float:
    """Return the learning rate below which a typical run settles: where `growth` changes sign.

    Parameters
    ----------
    x, batch_size, order, rng, epochs
        As in `growth`; every rate that is tried sees the same batches.

    Returns
    -------
    float
        The first change of sign above the limit in mean square, by the rule of false position. It is as uncertain as
        `growth`, whose standard error divided by the slope of the growth is a standard error of the rate.

    Raises
    ------
    ValueError
        As in `growth`.

    Examples
    --------
    Batches of 5 allow more than gradient descent, which is stable up to 0.333, single examples less:

    >>> from mbcourse import lab_line, theory
    >>> x = lab_line().x
    >>> limits = [theory.typical_learning_rate(x, batch_size, rng=0) for batch_size in (1, 5)]
    >>> print(*(f"{limit:.2f}" for limit in limits))
    0.24 0.38
    """
    seed = int(np.random.default_rng(rng).integers(2**63))

    def growth_at(rate: float) -> float:
        return growth(x, batch_size, rate, order, seed, epochs=epochs)[0]

    low = high = max_learning_rate(x, batch_size, replacement=order == "replacement")
    below = above = growth_at(low)
    while above < 0:
        low, below, high = high, above, 1.2 * high
        above = growth_at(high)
    for _ in range(3 if high > low else 0):
        rate = low - below * (high - low) / (above - below)
        found = growth_at(rate)
        if found < 0:
            low, below = rate, found
        else:
            high, above = rate, found
    return low if high == low else low - below * (high - low) / (above - below)


def operators(x: ArrayLike, batch_size: int, replacement: bool) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return H, and C -> H C + C H and C -> H C H + f mean (H_i - H) C (H_i - H) as matrices on vec C."""
    a = design_matrix(inputs.features(x))
    factor = noise_factor(len(a), batch_size, replacement)
    per_example = 2 * a[:, :, None] * a[:, None, :]
    hessian = per_example.mean(axis=0)
    excess = per_example - hessian
    p = len(hessian)
    eye = np.eye(p)
    drift = np.kron(hessian, eye) + np.kron(eye, hessian)
    variance = np.einsum("nij,nkl->ikjl", excess, excess).reshape(p * p, p * p) / len(excess)
    return hessian, drift, np.kron(hessian, hessian) + factor * variance


def _largest_by_iteration(x: ArrayLike, batch_size: int, replacement: bool) -> float:
    """Return the largest eigenvalue of drift^-1 spread without either matrix, to about nine digits.

    In coordinates in which H is diagonal, C -> H C + C H divides and multiplies entry by entry. The map takes positive
    semi-definite C to such, so that its repeated application turns C into the eigenvector of its largest eigenvalue.
    """
    a = _along_the_data(design_matrix(inputs.features(x)))
    factor = noise_factor(len(a), batch_size, replacement)
    values, vectors = np.linalg.eigh(2 * a.T @ a / len(a))
    a = a @ vectors
    c, last, largest = np.diag(values), 0.0, 1.0
    while abs(largest - last) > 1e-12 * largest:
        along = np.einsum("np,np->n", a @ c, a)
        spread = (1 - factor) * values[:, None] * c * values + 4 * factor / len(a) * (a.T * along) @ a
        after = spread / (values[:, None] + values)
        last, largest = largest, float(np.trace(after) / np.trace(c))
        c = after / np.trace(after)
    return largest


def _along_the_data(a: FloatArray) -> FloatArray:
    """Return the rows of `a` in coordinates of the space that they span: elsewhere no update moves anything."""
    _, sizes, directions = np.linalg.svd(a, full_matrices=False)
    spanned = directions[sizes > sizes[0] * max(a.shape) * np.finfo(float).eps]
    return np.ascontiguousarray(a @ spanned.T)
