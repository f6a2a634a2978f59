"""Write ``ATTACKS.md``: the points and the harm of each attack under nbgrader's autograder and ``mbcourse grade``.

Run ``python -m tests.grading.make_attacks`` (half an hour) after changing an attack, or with the names of the changed
attacks (minutes); it needs Linux and `unshare`. It also writes the list of what is caught inside that *What grading is
safe from* includes. Tests fail if a row is missing, or if one of a sample gets something else from ``mbcourse grade``;
``make prove`` compares all columns of all attacks.
"""

import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from mbcourse.grading.outcome import INSIDE
from mbcourse.grading.placement import AUTO

from . import ours, place, stock
from .attacking import Attack, attacks

TABLE = Path(__file__).with_name("ATTACKS.md")
LIST = Path(__file__).parents[2] / "book" / "_includes" / "attacks-inside.md"
KINDS = {"cells": "In cells", "files": "In the file that is handed in", "judge": "Against the judge"}
UNDER_NBGRADER = ["nbgrader, its defaults", "nbgrader, the course's settings"]
UNDER_OURS = ["mbcourse grade", "mbcourse grade --judge inside"]
HEAD = ["attack", "tries to", "honest", *UNDER_NBGRADER, *UNDER_OURS]
NOT_TRIED = "–"
FULL = 16  # automatic points of the problem set
SEES_TESTS = "reads hidden tests or solutions"  # the one harm inside: the tests run where the answers do
BEGINS = """\
# What attacks achieve

Written by `python -m tests.grading.make_attacks`, which submits every attack to a separate course that is graded with
`nbgrader autograde`, once with nbgrader's default settings and once with
[those of this course](../../exercises/nbgrader_config.py), and all of them together to one course that is graded with
`mbcourse grade`, and to one that is graded with `mbcourse grade --judge inside`. Two honest students have submitted as
well.

By default `mbcourse grade` judges every test of the problem sets *outside* the student's process.
*Inside* is where other tests are judged that can be judged nowhere else: they run where the answers ran, as under
nbgrader, and those that pass are repeated with an end that must fail.

- **honest**: points of the same notebook without the attack, out of 16.
- **other columns**: points that the attack gets, *none* if the submission has no mark at all because nbgrader did not
  grade it, or because it waits for a person; then any harm that it visibly did.

Attacks on the judge, which nbgrader does not have, are tried only under `mbcourse grade`. Attacks in the form of zips
are in [attacks/zips](attacks/zips); [test_attacks.py](test_attacks.py) collects them.
"""

Columns = Mapping[str, list[str]]  # some columns of the table, of each attack


def tried(chosen: Sequence[Attack]) -> Columns:
    """Try attacks under nbgrader."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template")
        place.make_template(template)

        def one(case: tuple[Attack, bool]) -> str:
            attack, defaults = case
            own = Path(folder, f"{attack.name}-{defaults}")
            own.mkdir()
            outcome = stock.tried(attack, template, own, defaults)
            return shown(outcome.score, outcome.harm)

        with ThreadPoolExecutor(2) as pool:
            cells = list(pool.map(one, product(chosen, (True, False))))
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return {attack.name: [*pair] for attack, pair in zip(chosen, pairs, strict=True)}


def stored() -> Columns:
    """The stored table: of each attack the columns from that of its honest twin on."""
    rows = [line.strip("| \n").split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| [")]
    return {row[0][1:].partition("]")[0]: row[2:] for row in rows}


def column(run: ours.Run) -> dict[str, str]:
    """The column of a run."""
    return {name: shown(run.scores[name], run.harm.get(name, ())) for name in run.twins}


def honest(run: ours.Run) -> dict[str, str]:
    """The column of the honest twins in a run."""
    return {name: shown(run.scores[twin]) for name, twin in run.twins.items()}


def table(columns: Columns) -> str:
    """The text of ``ATTACKS.md``."""
    sections = [BEGINS, _summary({name: cells for name, cells in columns.items() if NOT_TRIED not in cells})]
    for kind, title in KINDS.items():
        rows = [[f"[{a.name}](attacks/{a.kind}/{a.path.name})", a.tries, *columns[a.name]] for a in attacks(kind)]
        sections.append(f"## {title}\n\n{_lines([HEAD, ['---'] * len(HEAD), *rows])}")
    return "\n".join(sections)


def shown(score: float | None, harm: Iterable[str] = ()) -> str:
    """Return a cell of the table: points, and harm."""
    return ", ".join(["none" if score is None else f"{score:g}", *sorted(harm)])


def points(cell: str) -> float | None:
    """Return the points in a cell of the table; None if there are none."""
    text = cell.partition(",")[0]
    return None if text in ("none", NOT_TRIED) else float(text)


def _summary(columns: Columns) -> str:
    """How many of the attacks that were tried everywhere get points or do harm."""
    rows = [["graded by", "attacks", "more points than honest", "all points", "no mark", "harm"], ["---"] * 6]
    for number, title in enumerate(HEAD[3:], start=1):
        cells = {name: row[number] for name, row in columns.items()}
        marks = {name: mark for name, cell in cells.items() if (mark := points(cell)) is not None}
        counts = (
            len(cells),
            sum(mark > (points(columns[name][0]) or 0) for name, mark in marks.items()),
            sum(mark >= FULL for mark in marks.values()),
            len(cells) - len(marks),
            sum("," in cell for cell in cells.values()),
        )
        rows.append([title, *map(str, counts)])
    return _lines(rows)


def listed() -> str:
    """What is caught inside and what is not, by name, as the stored table has it."""
    gains = {name: [(points(cell) or 0) - float(row[0]) for cell in row[1:]] for name, row in stored().items()}
    caught = [f"`{name}`" for name, (first, second, _, inside) in gains.items() if max(first, second) > 0 >= inside]
    gaining = [f"`{name}` ({inside:g})" for name, (*_, inside) in gains.items() if inside > 0]
    seeing = [f"`{name}`" for name, (*_, inside) in stored().items() if SEES_TESTS in inside]
    items = {
        "Gets points from nbgrader and none inside": caught,
        f"Gets points inside (how many, of {FULL})": gaining,
        "Shows hidden tests inside": seeing,
    }
    return "".join(f"- **{title}:** {', '.join(names)}.\n" for title, names in items.items())


def _lines(rows: Iterable[Iterable[str]]) -> str:
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def write(names: Sequence[str] = ()) -> None:
    """Try everything, or under nbgrader only the attacks of these names, and write the files."""
    chosen = [attack for attack in attacks("cells", "files") if not names or attack.name in names]
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        place.make_template(Path(folder, "template"))
        for judge in (AUTO, INSIDE):
            Path(folder, judge).mkdir()
            runs.append(ours.run(attacks(*KINDS), Path(folder, "template"), Path(folder, judge), judge))
    outside, inside = runs
    under_nbgrader = {**{name: row[1:3] for name, row in stored().items() if names}, **tried(chosen)}
    columns = {
        name: [points, *under_nbgrader.get(name, [NOT_TRIED] * 2), column(outside)[name], column(inside)[name]]
        for name, points in honest(outside).items()
    }
    TABLE.write_text(table(columns), "utf-8")
    LIST.write_text(listed(), "utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
    print(f"{TABLE.name} and {LIST.name} written")
