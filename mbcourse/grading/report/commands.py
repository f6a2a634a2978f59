"""The command ``mbcourse report``: its options and its exit status."""

import argparse
import sys
from pathlib import Path

DONE, UNUSABLE = 0, 2


def add_report(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command ``report``.

    Parameters
    ----------
    commands : argparse subparsers
        The commands of ``mbcourse``.

    Examples
    --------
    >>> parser = argparse.ArgumentParser("mbcourse")
    >>> add_report(parser.add_subparsers())
    >>> parser.parse_args(["report", "ps1"]).assignment
    'ps1'
    """
    parser = commands.add_parser(
        "report",
        help="report on a graded assignment: marks, tests, mistakes, time, similarity",
        description="Write a page and tables about an assignment that mbcourse grade has graded: marks, how many "
        "failed each test and what they were told, how well a test tells strong from weak work, time, and submissions "
        "with unusual code in common. Exit status: 0 if the report was written, 2 if the course or its results are "
        "unusable.",
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="such as ps1; it must have been graded")
    parser.add_argument(
        "--course", type=Path, default=Path(), metavar="FOLDER", help="the course; default: this folder"
    )
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to write; default: report/ASSIGNMENT in the course"
    )
    parser.set_defaults(run=_report, to_install="install mbcourse with its extra instructor")


def _report(options: argparse.Namespace) -> int:
    from mbcourse.grading.access import require_closed
    from mbcourse.grading.course import Course, CourseError
    from mbcourse.grading.printed import shown
    from mbcourse.grading.report.page import report

    try:
        course = Course(options.course)
        require_closed(course.directory)
        page = report(course, options.assignment).write(options.to or course.root / "report" / options.assignment)
    except (CourseError, OSError) as error:
        print(*map(shown, str(error).splitlines()), sep="\n", file=sys.stderr)
        return UNUSABLE
    print(page)
    return DONE
