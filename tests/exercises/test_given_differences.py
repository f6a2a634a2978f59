"""The differences that question 8 of ps5 gives are those of the runs that its text describes."""

import numpy as np
import torch

import mbcourse
from exercises import corpus
from mbcourse import comparison

REPEATS, FOLDS, N, EPOCHS = 10, 5, 400, 10


def source(name: str) -> str:
    """The source of one cell of the notebook."""
    (cell,) = (cell for cell in corpus.Source("ps5").notebook.cells if cell.id == name)
    return cell.source


def given() -> np.ndarray:
    """The table in the notebook: a row for each repeat."""
    return np.array([line.split() for line in source("differences").split('"""')[1].strip().splitlines()], dtype=int)


def images_right(x, y, splits, size: int, rate: float, seed: int) -> np.ndarray:
    """How many test images softmax regression reads right in each split; the runs are made side by side."""
    rng = np.random.default_rng([seed, size])
    train, test = (torch.from_numpy(np.array(part)) for part in zip(*splits, strict=True))
    weights = torch.zeros(len(splits), x.shape[1], 10, dtype=torch.float64)
    for _ in range(EPOCHS):
        order = torch.from_numpy(rng.permuted(np.tile(np.arange(train.shape[1]), (len(splits), 1)), axis=1))
        for places in order.split(size, dim=1):
            batch = train.gather(1, places)
            off = torch.softmax(x[batch] @ weights, dim=-1) - torch.nn.functional.one_hot(y[batch], 10)
            weights = weights - rate * x[batch].mT @ off / places.shape[1]
    return ((x[test] @ weights).argmax(dim=-1) == y[test]).sum(dim=1).numpy()


def differences(seed: int) -> np.ndarray:
    """Images more that batches of 8 read right than batches of 64, a row for each repeat."""
    rng = np.random.default_rng(seed)
    digits = mbcourse.digits()
    images = rng.permutation(len(digits.y))[:N]
    x = torch.from_numpy(np.column_stack([digits.x[images], np.ones(N)]))
    y = torch.from_numpy(digits.y[images])
    splits = [split for _ in range(REPEATS) for split in mbcourse.folds(N, FOLDS, rng)]
    small, large = (images_right(x, y, splits, *run, seed) for run in ((8, 0.5), (64, 4.0)))
    return (small - large).reshape(REPEATS, FOLDS)


def test_the_notebook_gives_what_the_runs_of_its_text_give():
    assert np.array_equal(given(), differences(0))


def test_the_text_for_marking_quotes_the_intervals_of_the_given_differences():
    points = given().ravel() * 100 / 80
    mean, low, high = comparison.corrected_interval(points, n_train=320, n_test=80)
    usual = (high - mean) / np.sqrt(1 + len(points) / 4)
    text = " ".join(source("written").split())
    assert f"{mean:.2f} points more" in text
    assert f"{mean - usual:.2f} to {mean + usual:.2f}" in text
    assert f"{low:.2f} to {high:.2f}" in text
    ever = points.std(ddof=1) * 2.01 / 2  # the half-width after ever so many repeats
    assert f"the half-width is {high - mean:.1f} and cannot fall far below t s / 2, about {ever:.1f}" in text


def test_what_the_usual_interval_says_depends_on_the_images_that_were_drawn():
    verdicts = []
    for seed in range(6):
        points = differences(seed).ravel() * 100 / 80
        mean, low, high = comparison.corrected_interval(points, n_train=320, n_test=80)
        assert low < 0 < high
        assert 0.3 < mean < 1.5
        verdicts.append(abs(mean) > (high - mean) / np.sqrt(1 + len(points) / 4))
    assert verdicts[0]
    assert not all(verdicts)
