"""A stand-in answers nothing: whatever Python asks of it raises, and no test or library can swallow that unnoticed."""

import copy
import json
import operator
from contextlib import suppress

import numpy as np
import pytest

from mbcourse.grading.confined.standins import FunctionStandIn, NeedsInside, StandIn

QUESTIONS = {
    "attribute": lambda s: s.shape,
    "class": lambda s: isinstance(s, list),
    "hasattr": lambda s: hasattr(s, "x"),
    "item": lambda s: s[0],
    "setting an item": lambda s: operator.setitem(s, 0, 1),
    "deleting an item": lambda s: operator.delitem(s, 0),
    "equal": lambda s: s == 1,
    "equal from the right": lambda s: 1 == s,  # noqa: SIM300
    "less": lambda s: s < 1,
    "truth": lambda s: not s,
    "length": len,
    "iteration": list,
    "next": next,
    "reversed": reversed,
    "in": lambda s: 1 in s,
    "text": str,
    "repr": repr,
    "f-string": lambda s: f"{s}",
    "hash": hash,
    "set": lambda s: {s},
    "int": int,
    "float": float,
    "complex": complex,
    "bytes": bytes,
    "index": lambda s: [1, 2][s],
    "round": round,
    "abs": abs,
    "negative": operator.neg,
    "sum from the left": lambda s: s + 1,
    "sum from the right": lambda s: 1 + s,
    "in place": lambda s: operator.iadd(s, 1),
    "product": lambda s: s @ s,
    "with": lambda s: s.__enter__(),
    "array": np.asarray,
    "array operator": lambda s: np.ones(2) * s,
    "ufunc": lambda s: np.add(s, 1),
    "numpy equal": lambda s: np.testing.assert_equal(s, 1),
    "copy": copy.deepcopy,
    "json": json.dumps,
    "call": lambda s: s(),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_whatever_is_asked_raises_and_is_reported(ask):
    asked = []
    with pytest.raises(NeedsInside):
        ask(StandIn("a DataFrame", asked.append))
    assert asked and all("a DataFrame" in question for question in asked)


def test_a_library_that_swallows_everything_does_not_hide_the_question():
    asked = []
    with suppress(BaseException):
        StandIn("a DataFrame", asked.append).shape  # noqa: B018
    assert asked == ["the test asks for shape of a DataFrame"]


def test_a_function_can_be_called_and_asked_nothing_else():
    asked = []
    double = FunctionStandIn("double", lambda name, given, named: (name, given, named), asked.append)
    assert double(1, x=2) == ("double", (1,), {"x": 2}) and asked == []
    for ask in (lambda f: f.__name__, lambda f: f == f, lambda f: {f}, bool):
        with pytest.raises(NeedsInside):
            ask(double)
