"""The command ``mbcourse``, which is also ``python -m mbcourse``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mbcourse.grading.commands import add_grade
from mbcourse.grading.report.commands import add_report

if TYPE_CHECKING:
    from mbcourse.checks.notebook import Report

OK, UNFINISHED, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default the shell's, and return its exit status."""
    parser = argparse.ArgumentParser("mbcourse", description="Mini-batch gradient descent: the course's command.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="check a problem set's notebook before handing it in",
        description="Run a problem set's notebook in a fresh kernel and list the state of each question, where its "
        "tests stand, as grading does. The file is not changed. Exit status: 0 if every question is answered and "
        "passes its public checks, 1 if something is still to do, 2 if the file is not a notebook of the course.",
    )
    check.add_argument("notebook", metavar="NOTEBOOK", help="the notebook, such as ps1.ipynb")
    check.set_defaults(run=_check, to_install="in the folder of the zip: pip install -r requirements.txt")
    add_grade(commands)
    add_report(commands)
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == "mbcourse":
            raise
        print(f"{package} is missing; {options.to_install}", file=sys.stderr)
        return UNUSABLE
    return status


def _check(options: argparse.Namespace) -> int:
    from mbcourse.checks.notebook import check_notebook

    try:
        report = check_notebook(options.notebook)
    except ValueError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    print("\n".join(_lines(report)))
    return UNFINISHED if report.to_do or report.problems else OK


def _lines(report: "Report") -> Iterator[str]:
    yield f"Problem set {report.assignment.removeprefix('ps')}"
    for state in report.states:
        yield f"{state.key:<4} {state.what:<22} {state.said}"
        yield from (f"     | {line}" for line in state.hint.splitlines())
    if report.problems:
        yield "Problems:"
        yield from (f"- {problem}" for problem in report.problems)
    if report.to_do:
        yield f"Still to do: {', '.join(report.to_do)}."
    elif report.problems:
        yield "Every question is answered and passes its public checks; solve these problems before you hand in."
    else:
        yield "Every question is answered and passes its public checks. Grading also tries other numbers."
