"""What the checks accept of answers that come piece by piece, and of answers in which chance has a part."""

from itertools import count

import numpy as np
import pytest

from mbcourse import checks
from mbcourse.checks import views
from mbcourse.checks.answer import AnswerError, ask, numbers
from mbcourse.checks.question import Question

HALVES = Question.from_data(
    "ps0",
    "q1",
    1,
    {
        "asks": "halves(x)",
        "page": "Chapter 1, Halves",
        "pieces": True,
        "cases": [{"part": "cut", "arguments": [[3.0, 1.0, 2.0]], "expected": [[3.0, 1.0], [2.0]]}],
        "mistakes": [{"hint": "The end is lost.", "page": "p", "outputs": [[[3.0], [1.0]]]}],
    },
)
DRAWN = Question.from_data(
    "ps0",
    "q2",
    1,
    {
        "asks": "drawn(n, rng)",
        "page": "Chapter 1, Chance",
        "cases": [
            {"part": "seed", "arguments": [9], "expected": [2, 1, 1], "how": "variety", "seeds": [5, 5]},
            {"part": "again", "arguments": [9], "expected": [2, 2, 1], "how": "variety", "seeds": [5, None]},
        ],
        "mistakes": [{"hint": "It repeats itself.", "page": "p", "outputs": [[2, 1, 1], [2, 1, 1]]}],
    },
)


def refusal(question, function):
    """The message with which a question refuses a function, its wrapped lines joined."""
    with pytest.raises(checks.CheckFailed) as failed:
        question.check(function)
    return " ".join(str(failed.value).split())


class Tensor:
    """What the checks need of a tensor, so that torch need not be there."""

    def __init__(self, values):
        self.values = values

    def detach(self):
        return self

    def cpu(self):
        return self.values


@pytest.mark.parametrize(
    "returned",
    [
        lambda x: [x[:2], x[2:]],
        lambda x: (x[:2], x[2:]),
        lambda x: (piece for piece in (x[:2], x[2:])),
        lambda x: iter([iter(x[:2]), iter(x[2:])]),
        lambda x: [[3, 1], [2.0]],
        lambda x: np.array([x[:2], x[2:]], dtype=object),
        lambda x: [Tensor(x[:2]), Tensor(x[2:].astype(np.float32))],
    ],
    ids=["list", "tuple", "generator", "iterators of iterators", "plain lists", "array of objects", "tensors"],
)
def test_pieces_may_come_in_any_container(returned):
    assert HALVES.check(returned) is None


@pytest.mark.parametrize(
    ("returned", "phrase"),
    [
        (lambda x: [x[:1], x[1:2]], "The end is lost."),
        (lambda x: [x[:1], x[1:]], "wrong shape [(1,), (2,)], expected shape [(2,), (1,)], for x = [3., 1., 2.]"),
        (lambda x: [7.0, x], "wrong shape [(), (3,)], expected shape [(2,), (1,)]"),
        (lambda x: [x[:2], x[2:] * 1j], "a root of a negative number is complex"),
        (lambda x: x, "wrong shape (3,), expected shape [(2,), (1,)]"),
        (lambda x: [x[:2] + 2, x[2:]], "wrong values, for x = [3., 1., 2.] got [[5., 3.], [2.]] expected [[3., 1.],"),
        (lambda x: [x[:2], x[2:] * np.nan], "NaN or infinity in the result"),
        (lambda x: (x for _ in count()), "yields more than 5000 pieces and seems never to end"),
        (lambda x: (print(x) for _ in x), "returns a NoneType, which is neither a number"),
        (lambda x: (x[k] for k in range(4)), "stopped with IndexError"),
    ],
    ids=[
        "known mistake",
        "other lengths",
        "a number",
        "complex",
        "not cut",
        "other values",
        "nan",
        "endless",
        "nothing",
        "raises later",
    ],
)
def test_wrong_pieces_are_refused_in_words(returned, phrase):
    assert phrase in refusal(HALVES, returned)


def test_an_untouched_answer_that_yields_is_told_apart():
    def halves(x):
        raise NotImplementedError
        yield x

    with pytest.raises(checks.NoAnswerYet):
        HALVES.check(halves)


def test_hidden_pieces_are_compared_one_by_one():
    HALVES.expect(lambda x: [x, x[:1]], ([1.0, 2.0],), [[1.0, 2.0], [1.0]], "fresh")
    with pytest.raises(checks.CheckFailed, match="wrong on others: fresh"):
        HALVES.expect(lambda x: [x, x[:1]], ([1.0, 2.0],), [[1.0, 2.0], [2.0]], "fresh")


def test_each_seed_is_a_call_with_a_generator_and_none_goes_on_with_the_one_before():
    one, again, on, other = ask(lambda n, rng: rng.random(n), [3], seeds=(1, 1, None, 2))
    np.testing.assert_array_equal(one, np.random.default_rng(1).random(3))
    np.testing.assert_array_equal(one, again)
    np.testing.assert_array_equal(np.concatenate([again, on]), np.random.default_rng(1).random(6))
    np.testing.assert_array_equal(other, np.random.default_rng(2).random(3))


def test_one_seed_returns_its_result_alone():
    np.testing.assert_array_equal(ask(lambda rng: rng.random(3), [], seeds=[1]), np.random.default_rng(1).random(3))


@pytest.mark.parametrize("draw", [lambda n, rng: rng.permutation(n), lambda n, rng: np.argsort(rng.random(n))])
def test_chance_may_be_drawn_in_any_way_that_the_question_allows(draw):
    assert DRAWN.check(draw) is None


def test_a_mistake_of_chance_is_known_by_what_all_its_draws_share():
    assert "It repeats itself." in refusal(DRAWN, lambda n, rng: np.random.default_rng(0).permutation(n))
    ignoring = refusal(DRAWN, lambda n, rng: np.random.default_rng().permutation(n))
    assert "2 different results; expected: 1. The input: n = 9, rng = default_rng(5), then default_rng(5)." in ignoring
    DRAWN.expect(lambda n, rng: rng.permutation(n), (9,), (2, 2, 1), "two seeds", how="variety", seeds=(1, 2))


@pytest.mark.parametrize(
    ("how", "value", "expected"),
    [
        ("equal", [[2.0, 1.0], [3.0]], [[2.0, 1.0], [3.0]]),
        ("batches", [[[2, 1], [20, 10]], [[3], [30]]], [[[1, 2], [10, 20]], [[3], [30]]]),
        ("contents", [[[2, 1], [20, 10]], [[1, 2], [10, 20]], [[3], [30]]], [[[3], [30]], [[1, 2], [10, 20]]]),
        ("runs", [[[1, 2, 3, 4], [7, 5, 5, 7]], [[2, 3, 1, 4], [5, 5, 7, 7]]], [[2, 1, 1], [2, 2]]),
        ("cut", [[4], [3, 1], [2]], [[4, 3], [1], [2]]),
        ("variety", [[1, 2], [2, 1], [1, 2], [2, 1], [1, 2]], [5, 2, 2]),
        ("variety", [[1, 2], [3], [1, 2]], [3, 2, 2]),
        ("variety", 7.0, 7.0),
        ("batches", [], []),
    ],
)
def test_a_view_shows_what_right_results_share(how, value, expected):
    seen = views.seen(numbers(value, pieces=True), how)
    np.testing.assert_equal(seen, numbers(expected, pieces=True))


@pytest.mark.parametrize(
    ("how", "got", "expected", "words"),
    [
        ("variety", [999, 6, 36], [1000, 6, 36], "999 results; expected: 1000"),
        ("variety", [1000, 2, 2], [1000, 6, 36], "2 different results; expected: 6"),
        ("variety", [9, 3, 6], [9, 3, 9], "6 different pairs of a result and the next one; expected: 9"),
        ("runs", [[1, 1, 1], [2, 1]], [[2, 1]], "in runs of 1, 1, 1; expected: 2, 1"),
        ("runs", [[2, 1], [2]], [[2, 1]], "one of the results holds 2 examples; expected: 3"),
        ("contents", [[[1], [5]], [[1, 2], [5, 6]]], [[[1], [5]]], "one of the results holds 2 examples; expected: 1"),
    ],
)
def test_a_view_says_in_words_in_what_a_result_differs(how, got, expected, words):
    assert words in views.in_words(numbers(got, pieces=True), numbers(expected, pieces=True), how)


@pytest.mark.parametrize(
    ("how", "got", "expected"),
    [
        ("variety", 7.0, [2, 1, 1]),
        ("contents", [[[1], [5]]], [[[1], [6]]]),
        ("cut", [[1, 2], [3]], [[1], [2, 3]]),
    ],
    ids=["no view of it", "other values", "a view that shows the pieces"],
)
def test_where_a_view_has_no_words_the_numbers_are_shown(how, got, expected):
    assert views.in_words(numbers(got, pieces=True), numbers(expected, pieces=True), how) is None


@pytest.mark.parametrize(
    ("how", "value", "phrase"),
    [
        ("variety", [[], [1.0]], "nothing comes out: one of the results is empty"),
        ("batches", [[1.0, 2.0], [3.0, 4.0]], "one has the shape (2,)"),
        ("contents", [[[1.0], [2.0], [3.0]]], "a pair of x and y, two arrays of one length; one has the shape (3, 1)"),
        ("runs", [[[1.0, 2.0], [3.0]]], "one is made of 2 parts of different lengths"),
        ("cut", [1.0, 2.0], "an array of shape (m,); one is a single number"),
    ],
)
def test_a_view_says_what_each_piece_has_to_be(how, value, phrase):
    with pytest.raises(AnswerError) as error:
        views.seen(numbers(value, pieces=True), how)
    assert phrase in str(error.value)
