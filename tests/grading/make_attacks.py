"""Write ``ATTACKS.md``: the points and the harm of each attack under nbgrader's autograder and ``mbcourse grade``.

Run ``python -m tests.grading.make_attacks`` (half an hour) after changing an attack, or with the names of the changed
attacks (seconds each); it needs Linux and `unshare`. A test fails if the stored column of ``mbcourse grade`` differs
from a run's, or if a row is missing; ``make prove`` compares the other columns too.
"""

import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from . import ours, place, stock
from .attacking import Attack, attacks

TABLE = Path(__file__).with_name("ATTACKS.md")
KINDS = {"cells": "In cells", "files": "In the file that is handed in", "judge": "Against the judge"}
HEAD = ["attack", "tries to", "honest", "nbgrader, its defaults", "nbgrader, the course's settings", "mbcourse grade"]
NOT_TRIED = "–"
FULL = 16  # automatic points of the problem set
BEGINS = """\
# What attacks achieve

Written by `python -m tests.grading.make_attacks`, which submits every attack to a separate course that is graded with
`nbgrader autograde`, once with nbgrader's default settings and once with
[those of this course](../../exercises/nbgrader_config.py), and all of them together to one course that is graded with
`mbcourse grade`. Two honest students have submitted as well.

- **honest**: points of the same notebook without the attack, out of 16.
- **other columns**: points that the attack gets, *none* if the submission has no mark at all; then any harm that it
  visibly did.

Attacks on the judge, which nbgrader does not have, are tried only under `mbcourse grade`. Attacks in the form of zips
are in [attacks/zips](attacks/zips); [test_attacks.py](test_attacks.py) collects them.
"""

Stock = Mapping[str, list[str]]  # the columns of each attack under nbgrader: with its defaults, the course's settings


def tried(chosen: Sequence[Attack]) -> Stock:
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


def stored() -> Stock:
    """The stored columns of nbgrader."""
    rows = [line.strip("| \n").split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| [")]
    return {row[0][1:].partition("]")[0]: row[3:5] for row in rows if row[3] != NOT_TRIED}


def table(known: Stock, run: ours.Run) -> str:
    """The text of ``ATTACKS.md``."""
    sections = [BEGINS, _summary(known, run)]
    for kind, title in KINDS.items():
        rows = [_row(attack, known, run) for attack in attacks(kind)]
        sections.append(f"## {title}\n\n{_lines([HEAD, ['---'] * len(HEAD), *rows])}")
    return "\n".join(sections)


def _row(attack: Attack, known: Stock, run: ours.Run) -> list[str]:
    link = f"[{attack.name}](attacks/{attack.kind}/{attack.path.name})"
    honest = run.scores[run.twins[attack.name]]
    return [link, attack.tries, shown(honest), *known.get(attack.name, [NOT_TRIED, NOT_TRIED]), _ours(attack.name, run)]


def _ours(name: str, run: ours.Run) -> str:
    return shown(run.scores[name], run.harm.get(name, ()))


def shown(score: float | None, harm: Iterable[str] = ()) -> str:
    """Return a cell of the table: points, and harm."""
    return ", ".join(["none" if score is None else f"{score:g}", *sorted(harm)])


def _summary(known: Stock, run: ours.Run) -> str:
    """How many of the attacks tried under both graders get points or do harm."""
    rows = [["graded by", "attacks", "more points than honest", "all points", "no mark", "harm"], ["---"] * 6]
    under_nbgrader = [{name: both[column] for name, both in known.items()} for column in (0, 1)]
    for title, cells in zip(HEAD[3:], [*under_nbgrader, {name: _ours(name, run) for name in known}], strict=True):
        points = {name: text.partition(",")[0] for name, text in cells.items()}
        marks = {name: float(text) for name, text in points.items() if text != "none"}
        counts = (
            len(cells),
            sum(mark > (run.scores[run.twins[name]] or 0) for name, mark in marks.items()),
            sum(mark >= FULL for mark in marks.values()),
            len(cells) - len(marks),
            sum("," in text for text in cells.values()),
        )
        rows.append([title, *map(str, counts)])
    return _lines(rows)


def _lines(rows: Iterable[Iterable[str]]) -> str:
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def write(names: Sequence[str] = ()) -> None:
    """Try everything, or under nbgrader only the attacks of these names, and write the file."""
    chosen = [attack for attack in attacks("cells", "files") if not names or attack.name in names]
    with tempfile.TemporaryDirectory() as folder:
        place.make_template(Path(folder, "template"))
        Path(folder, "ours").mkdir()
        run = ours.run(attacks(*KINDS), Path(folder, "template"), Path(folder, "ours"))
    TABLE.write_text(table({**(stored() if names else {}), **tried(chosen)}, run), "utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
    print(f"{TABLE.name} written")
