"""Which of many cases that are alike `make test` runs: those that show something new. `make prove` runs the others."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import pytest


def first_of_each(
    cases: Iterable[tuple[Any, ...]], kinds: Callable[..., Iterable[Hashable]], name: Callable[..., str]
) -> list[Any]:
    """Return parameters of a test: a case of whose kinds each has occurred before is marked as a long proof."""
    seen: set[Hashable] = set()
    parameters = []
    for case in cases:
        new = set(kinds(*case)) - seen
        seen |= new
        parameters.append(pytest.param(*case, id=name(*case), marks=[] if new else pytest.mark.prove))
    return parameters


def last_of(assignments: Sequence[str]) -> list[Any]:
    """Return parameters of a test that sends each assignment along a path that is the same for all.

    `make test` sends the last one, of whose kind the course has seen least; for the others it is a long proof.
    """
    *earlier, last = assignments
    return [*(pytest.param(name, marks=pytest.mark.prove) for name in earlier), last]
