"""A relation between a wrong result and the right one is told apart from all the others."""

import numpy as np
import pytest

from mbcourse.checks.relations import RELATIONS

EXAMPLES = np.arange(7.0)  # the first argument: n = 7
TABLE = np.random.default_rng(0).normal(size=(5, 2))
PIECES = [TABLE[:3, 0], TABLE[:2, 1]]


def held(got, expected):
    """The relations that hold between two results."""
    return [words for words, holds in RELATIONS.items() if holds(got, expected, [EXAMPLES])]


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (-TABLE, "every number has the opposite sign"),
        (2 * TABLE, "every number is twice as large as it has to be"),
        (TABLE / 2, "every number is half as large as it has to be"),
        (7 * TABLE, "every number is n times as large as it has to be, n being the number of examples"),
        (TABLE / 7, "every number is n times too small, n being the number of examples"),
        (TABLE**2, "every number is the square of what it has to be"),
        (np.abs(TABLE) ** 0.5, "every number is the square root of what it has to be"),
        (1 / TABLE, "every number is one over what it has to be"),
        (TABLE + 1, "every number is too large by 1"),
        (TABLE - 1, "every number is too small by 1"),
        (np.abs(TABLE), "the signs are lost"),
        (np.trunc(TABLE), "the fractions are cut off"),
        (TABLE[::-1], "the numbers are right, their order is the reverse"),
        (TABLE[:, ::-1], "the two components are swapped"),
        (TABLE.T, "rows and columns are swapped"),
        (TABLE.ravel(), "the numbers are right, their shape is not"),
        (TABLE[None], "the numbers are right, their shape is not"),
        (TABLE.mean(), "one number comes out, the mean of those expected"),
        (TABLE.sum(), "one number comes out, the sum of those expected"),
        (TABLE[0], "only the first one comes out"),
        (TABLE[-1], "only the last one comes out"),
        (TABLE[1:], "the first one is missing"),
        (TABLE[:-1], "the last one is missing"),
        (np.vstack([TABLE, [7, 7]]), "there is one too many at the end"),
        (np.vstack([[7, 7], TABLE]), "there is one too many at the beginning"),
        (np.tile(TABLE[-1], (5, 1)), "every row is a copy of the last one, as if one array stood in all of them"),
        (np.tile([0.5, 9.0], (5, 1)), "every row is a copy of the last one, as if one array stood in all of them"),
    ],
)
def test_each_relation_alone_holds_for_what_it_says(got, words):
    assert held(np.asarray(got), TABLE) == [words]


def test_what_is_related_in_no_way_has_no_relation():
    assert held(TABLE + np.arange(2), TABLE) == []


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.zeros((5, 2)), TABLE),
        (np.tile(TABLE[0], (5, 1)), TABLE),
        (np.full((1, 2), 0.5), TABLE[:1]),
        (np.full((5, 2), 0.5), np.tile(TABLE[0], (5, 1))),
    ],
    ids=["zeros", "no updates", "one row", "rows that have to be equal"],
)
def test_equal_rows_are_not_always_one_array(got, expected):
    assert held(got, expected) == []


def test_pieces_of_different_lengths_are_related_piece_by_piece_or_as_a_sequence():
    assert held([-piece for piece in PIECES], PIECES) == ["every number has the opposite sign"]
    assert held(PIECES[:-1], PIECES) == ["the last one is missing"]
    assert held([PIECES[0], -PIECES[1]], PIECES) == []
