"""Where each test of an assignment is judged: outside the student's process, inside it, or nowhere.

A test is judged outside only if that is proven to give the same marks: its reading finds nothing that has to be seen
inside (`mbcourse.grading.reading`), and both the instructor's own notebook and the released one get the same marks both
ways. What cannot be judged even for the instructor is judged for nobody.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import product
from typing import Any

import nbformat
from nbformat import NotebookNode

from mbcourse.grading.mending import without_answers
from mbcourse.grading.outcome import FORGED, INSIDE, NOWHERE, OUTSIDE, PASSED, WITH, Result, Test
from mbcourse.grading.reading import Reading, helpers_of, imports_of, makes_errors, names_of, read, reads_of
from mbcourse.grading.released import Released

AUTO = "auto"
CHOICES = (AUTO, OUTSIDE, INSIDE)


@dataclass(frozen=True)
class Placement:
    """Where a test is judged.

    Attributes
    ----------
    where : {"outside", "inside", "nowhere"}
        Where.
    reason : str
        Why not outside; empty by default.
    checked : bool
        Of a test outside, whether it leaves it to the course's checks to look at results; false by default.
    guarded : bool
        Of a test inside, whether it is repeated with an end that must fail; true by default.
    fixed : bool
        Of a test outside, whether it stays there whatever it asks of an answer; false by default.

    Examples
    --------
    >>> Placement("inside", "line 1: uses isinstance").guarded
    True
    """

    where: str
    reason: str = ""
    checked: bool = False
    guarded: bool = True
    fixed: bool = False


AS_CHECKED = Placement(OUTSIDE, checked=True)

Placements = dict[str, Placement]
Start = Callable[[str, Placements], Callable[[], Result]]
Grade = Callable[[str, Placements], Result]


def to_data(placements: Placements) -> dict[str, dict[str, Any]]:
    """Return placements as data that JSON can hold.

    Examples
    --------
    >>> placements = {"q1": Placement("inside", "line 1: uses isinstance")}
    >>> from_data(to_data(placements)) == placements
    True
    """
    return {name: asdict(placement) for name, placement in placements.items()}


def from_data(data: Mapping[str, Mapping[str, Any]]) -> Placements:
    """Return the placements that `to_data` made this data from."""
    return {name: Placement(**fields) for name, fields in data.items()}


def place(released: Released, reference: str | None, choice: str, start: Start) -> Placements:
    """Return where each test of a notebook is judged.

    Parameters
    ----------
    released : Released
        The assignment's notebook.
    reference : str or None
        The instructor's own notebook, as text; None if it is not there, so that nothing can be proven.
    choice : {"auto", "outside", "inside"}
        ``"auto"``: outside what is proven. The other two: all tests, proven or not; ``"outside"`` also where a
        submission asks for the other.
    start : callable
        Starts grading a notebook, given as text, with given placements; returns what waits for the result.
    """
    if released.language != "python":
        return dict.fromkeys(released.tests, Placement(NOWHERE, f"its kernel runs {released.language}, not Python"))
    readings = read_tests(released, reference)
    if choice == OUTSIDE:
        return {name: Placement(OUTSIDE, checked=reading.checked, fixed=True) for name, reading in readings.items()}
    asked = "as --judge inside asks" if choice == INSIDE else ""
    inside = {name: Placement(INSIDE, asked or reading.inside) for name, reading in readings.items()}
    if reference is None:
        unproven = "the instructor's notebook is not there"
        return {name: replace(each, reason=each.reason or unproven) for name, each in inside.items()}
    grade, stub = _Gradings(start), nbformat.writes(without_answers(released))
    if choice == INSIDE:
        return _proven_inside(inside, reference, grade)
    # What may be judged outside is not repeated for the proof: that counts only inside.
    inside = {name: replace(each, guarded=bool(readings[name].inside)) for name, each in inside.items()}
    for text, placements in product((reference, stub), (inside, _outside(inside, readings, reference))):
        grade.begin(text, placements)  # all at once: mostly the proof needs these four and no other
    inside = _proven_inside(inside, reference, grade)
    placements = _proven_outside(inside, readings, (reference, stub), grade)
    if all(each.guarded for each in placements.values()):
        return placements
    guarded = _proven_inside({name: replace(each, guarded=True) for name, each in inside.items()}, reference, grade)
    return {name: replace(each, guarded=guarded[name].guarded) for name, each in placements.items()}


class _Gradings:
    """Gradings that were begun; the same one is not begun again."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._begun: list[tuple[str, Placements, Callable[[], Result]]] = []

    def begin(self, text: str, placements: Placements) -> Callable[[], Result]:
        """Begin to grade a notebook; return what waits for the result."""
        for earlier, places, result in self._begun:
            if (earlier, places) == (text, placements):
                return result
        result = cache(self._start(text, placements))
        self._begun.append((text, placements, result))
        return result

    def __call__(self, text: str, placements: Placements) -> Result:
        return self.begin(text, placements)()


def read_tests(released: Released, reference: str | None) -> dict[str, Reading]:
    """Return the reading of each test, in the light of the cells before it and of the instructor's answers."""
    locked = {cell.name for cell in released.cells if cell.locked}
    answers = [source for name, source in _code(_read(reference)) if name not in locked] if reference else []
    answered = {name for source in answers for name in names_of(source).defined} - _same_imports(answers, released)
    errors = any(cell.locked and not cell.is_test and makes_errors(cell.source) for cell in released.cells)
    given: set[str] = set()
    helpers: set[str] = set()
    readings = {}
    for cell in released.cells:
        if cell.is_test:
            reading = read(cell.source, given, answered, helpers)
            found = reading.inside or (
                "a locked cell makes errors of warnings" if errors and not reading.checked else ""
            )
            readings[cell.name] = replace(reading, inside=found)
        if cell.cell_type == "code" and (cell.is_test or cell.locked):
            given |= names_of(cell.source).defined
            helpers |= helpers_of(cell.source)
    return readings


def _same_imports(answers: list[str], released: Released) -> set[str]:
    """Return the names by which answers import what the instructor's cells import by the same name."""
    cells = [cell.source for cell in released.cells if cell.cell_type == "code" and (cell.locked or cell.is_test)]
    theirs, ours = ([(names_of(each).defined, imports_of(each)) for each in sources] for sources in (answers, cells))
    meanings: dict[str, set[str]] = {}
    for defined, imported in [*theirs, *ours]:
        for name in defined:
            meanings.setdefault(name, set()).add(imported.get(name, ""))
    given = {name for defined, _ in ours for name in defined}
    return {name for name in given if len(meanings[name]) == 1 and "" not in meanings[name]}


def borrowed(notebook: NotebookNode, released: Released, placements: Mapping[str, Placement]) -> str:
    """Say which name a student's cell reads that only a test outside defines, before that cell; empty if none does.

    In the notebook the cell finds it; in the student's process it would not.
    """
    leaving = {name for name, each in placements.items() if each.where == OUTSIDE and not each.checked}
    locked = {cell.name for cell in released.cells if cell.locked}
    left: dict[str, str] = {}
    for name, source in _code(notebook) if leaving else ():
        if name not in locked and (taken := sorted(left.keys() & reads_of(source))):
            return f"an answer uses {taken[0]}, which {left[taken[0]]} defines"
        names = names_of(source).defined
        if name in leaving:
            left |= dict.fromkeys(names, name)
        else:
            left = {each: test for each, test in left.items() if each not in names}
    return ""


def _code(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield the id, empty without one, and the source of each code cell."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield str(cell.metadata.get("nbgrader", {}).get("grade_id", "")), cell.source


def _read(notebook: str) -> NotebookNode:
    return nbformat.reads(notebook, as_version=4)  # type: ignore[no-any-return]


def _proven_inside(inside: Placements, reference: str, grade: Grade) -> Placements:
    """Return the tests that the instructor's own answers pass inside; the others are judged nowhere."""
    tests = _tests(grade(reference, inside))
    if any(test.outcome == FORGED for test in tests.values()):  # a repetition of it never fails, such as in a magic
        unguarded = {
            name: replace(each, guarded=each.guarded and tests[name].outcome != FORGED) for name, each in inside.items()
        }
        return _proven_inside(unguarded, reference, grade)
    return {name: _if_passed(placement, tests[name]) for name, placement in inside.items()}


def _if_passed(placement: Placement, test: Test) -> Placement:
    if test.outcome == PASSED:
        return placement
    return Placement(NOWHERE, f"the instructor's own answer does not pass it: {' '.join(test.hint.split())[:200]}")


def _proven_outside(
    inside: Placements, readings: Mapping[str, Reading], notebooks: tuple[str, str], grade: Grade
) -> Placements:
    """Return the placements in which the tests that give the same marks outside are judged there."""
    within = {text: _tests(grade(text, inside)) for text in notebooks}
    while True:
        placements = _outside(inside, readings, notebooks[0])
        outside = [name for name, placement in placements.items() if placement.where == OUTSIDE]
        found: dict[str, str] = {}
        for text, expected in within.items():
            if outside and not found:
                tests = _tests(grade(text, placements))
                found = {name: why for name in outside if (why := _disagreement(tests[name], expected[name]))}
        if not found:
            return placements
        readings = {
            name: replace(reading, inside=found.get(name) or reading.inside) for name, reading in readings.items()
        }


def _outside(inside: Placements, readings: Mapping[str, Reading], reference: str) -> Placements:
    """Return the placements in which everything is outside that no reading keeps inside, and no other test."""
    reasons = {name: readings[name].inside if p.where == INSIDE else p.reason for name, p in inside.items()}
    reasons |= _mixed(reasons, readings, reference)
    return {
        name: replace(inside[name], reason=reason)
        if reason or inside[name].where == NOWHERE
        else Placement(OUTSIDE, checked=readings[name].checked)
        for name, reason in reasons.items()
    }


def _disagreement(test: Test, expected: Test) -> str:
    """Say why a test that was to be judged outside is not; empty if it is and gives the mark that it gives inside."""
    if test.judged == INSIDE:
        return "" if test.reason.startswith(WITH) else test.reason
    if (test.outcome == PASSED, test.score) != (expected.outcome == PASSED, expected.score):
        return "it does not give the same mark outside"
    return ""


def _mixed(reasons: Mapping[str, str], readings: Mapping[str, Reading], reference: str) -> dict[str, str]:
    """Return reasons for all tests if some are inside and one outside leaves a name that a later cell reads."""
    if not any(reasons.values()):
        return {}
    left: set[str] = set()
    for name, source in _code(_read(reference)):
        if taken := left & reads_of(source):
            return {other: why or f"a later cell reads {min(taken)}" for other, why in reasons.items()}
        if name in reasons and not reasons[name]:
            left |= readings[name].leaves
    return {}


def _tests(result: Result) -> dict[str, Test]:
    return {test.name: test for test in result.tests}
