"""What `mbcourse check` runs in the student's kernel beside the notebook's cells, without a trace among the names."""

import builtins
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mbcourse import checks
from mbcourse.checks.question import ByHand, Question
from mbcourse.checks.state import State, state_in

if TYPE_CHECKING:
    from mbcourse.checks.kernel import Kernel  # the student's kernel does without what starts one

SECONDS = 20  # for the public checks of a question
# Whatever names the student has given away, those of this module are its own.
CELL = "__import__('mbcourse.checks.probe').checks.probe.{function}(globals(), *{arguments!r})"

GIVEN: dict[str, object] = {}  # in the student's kernel: what locked cells have defined, by name

Namespace = Mapping[str, object]


def look(kernel: "Kernel", assignment: str, asked: Question | ByHand) -> State | None:
    """Return the state of a question or work by the names as they are now; None if that cannot be seen."""
    outcome = kernel.run(CELL.format(function="show_state", arguments=(assignment, asked.key, asked.name)), SECONDS)
    return None if outcome.raised else State.from_json(outcome.printed.splitlines()[-1])


def remember(kernel: "Kernel", names: Iterable[str]) -> None:
    """Note what a locked cell has just defined."""
    kernel.run(CELL.format(function="keep", arguments=(sorted(names),)), SECONDS)


def taken(kernel: "Kernel", names: Iterable[str]) -> list[str]:
    """Return those of the names that stand for something else now than locked cells or Python have defined."""
    outcome = kernel.run(CELL.format(function="show_taken", arguments=(sorted(names),)), SECONDS)
    names_taken: list[str] = [] if outcome.raised else json.loads(outcome.printed.splitlines()[-1])
    return names_taken


def show_state(namespace: Namespace, assignment: str, key: str, name: str) -> None:
    """Print a state on a line of its own, in the student's kernel."""
    asked = next(a for a in getattr(checks, assignment).asked if (a.key, a.name) == (key, name))
    print("\n" + state_in(namespace, asked).to_json())


def keep(namespace: Namespace, names: list[str]) -> None:
    """Keep what the names stand for, in the student's kernel."""
    GIVEN.update({name: namespace[name] for name in names if name in namespace})


def show_taken(namespace: Namespace, names: list[str]) -> None:
    """Print the names that `taken` returns on a line of their own, in the student's kernel."""
    defined, now = vars(builtins) | GIVEN, vars(builtins) | dict(namespace)
    known = [name for name in names if name in defined]
    print("\n" + json.dumps([name for name in known if not _same(now.get(name), defined[name])]))


def _same(now: object, defined: object) -> bool:
    """Whether it is one object, or the same number or text once more."""
    return now is defined or (isinstance(now, int | float | str) and type(now) is type(defined) and now == defined)
