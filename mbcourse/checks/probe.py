"""What `mbcourse check` runs in the student's kernel to see how far a question is, without a trace among the names."""

from collections.abc import Mapping

from mbcourse import checks
from mbcourse.checks.state import State, state_in

# A cell; whatever names the student has given away, those of this module are its own.
CELL = "__import__('mbcourse.checks.probe').checks.probe.show(globals(), {assignment!r}, {key!r}, {name!r})"


def show(namespace: Mapping[str, object], assignment: str, key: str, name: str) -> None:
    """Print the state of what an assignment asks for under a name, on a line of its own."""
    asked = next(a for a in getattr(checks, assignment).asked if (a.key, a.name) == (key, name))
    print("\n" + state_in(namespace, asked).to_json())


def shown(printed: str) -> State:
    """Return the state that `show` printed."""
    return State.from_json(printed.splitlines()[-1])
