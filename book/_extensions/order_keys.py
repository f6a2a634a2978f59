"""The key of `order-lines`: the programs that are right, the lines that are mistakes, and what is said of each.

Several programs may be right, in other orders of the same lines. Lines are unindented where they are listed, and
indented in the programs.
"""

import ast
from collections import Counter
from typing import Any, NamedTuple

STEP = 4  # spaces


class Key(NamedTuple):
    """``mistakes`` is the feedback to each line that belongs in no program, ``why`` what is said of a right one."""

    programs: list[list[str]]
    mistakes: dict[str, str]
    why: str


def read(value: Any, listed: list[str]) -> Key:
    """Return the key of listed lines; raise `ValueError` if it is none, or not theirs."""
    if not isinstance(value, dict) or value.keys() != set(Key._fields):
        found = ", ".join(value) if isinstance(value, dict) else "no mapping"
        raise ValueError(f"the cell's metadata under `order-lines` say programs, mistakes and why, not {found}")
    key = Key(**value)
    check_programs(key.programs)
    check_texts(key)
    check_listing(listed, key)
    return key


def check_programs(programs: Any) -> None:
    """Refuse programs that are not Python, not made of the same lines, or the same."""
    if not isinstance(programs, list) or not programs:
        raise ValueError("`programs` is a list of programs, one at least, each a list of lines")
    for number, program in enumerate(programs, 1):
        try:
            check_program(program)
            differing = Counter(bare(program)) - Counter(bare(programs[0]))
            if differing or len(program) != len(programs[0]):
                raise ValueError(f"its lines are not those of program 1: {', '.join(differing) or 'some are missing'}")
            if program in programs[: number - 1]:
                raise ValueError("it stands there twice")
        except ValueError as error:
            raise ValueError(f"program {number}: {error}") from error


def check_program(program: Any) -> None:
    """Refuse what is not a list of lines, indented by whole steps, that are Python."""
    if not isinstance(program, list) or not all(isinstance(line, str) and line.strip() for line in program):
        raise ValueError("it is a list of lines, none of them blank")
    for number, line in enumerate(program, 1):
        if line != line.rstrip() or "\n" in line or (len(line) - len(line.lstrip(" "))) % STEP or "\t" in line:
            raise ValueError(f"line {number} is indented by steps of {STEP} spaces, and ends without any: {line!r}")
    try:
        ast.parse("\n".join(program))
    except SyntaxError as error:
        raise ValueError(
            f"line {error.lineno} is not Python, {error.msg}: {program[(error.lineno or 1) - 1]!r}"
        ) from None


def check_texts(key: Key) -> None:
    """Refuse mistakes that are right lines, and words that are missing."""
    if not isinstance(key.mistakes, dict):
        raise ValueError("`mistakes` maps each line that is a mistake to the feedback to it")
    for line, feedback in key.mistakes.items():
        if line in bare(key.programs[0]):
            raise ValueError(f"`mistakes` has a line of the program: {line!r}")
        if not isinstance(feedback, str) or not feedback.strip():
            raise ValueError(f"the feedback to a mistake is missing: {line!r}")
    if not isinstance(key.why, str) or not key.why.strip():
        raise ValueError("`why` says in a sentence what the program does")


def check_listing(listed: list[str], key: Key) -> None:
    """Refuse a listing that is not exactly the lines of the key, unindented, in another order than the programs."""
    for number, line in enumerate(listed, 1):
        if line != line.strip() or not line:
            raise ValueError(f"line {number} of the listing is blank or indented: {line!r}")
    wanted, found = Counter([*bare(key.programs[0]), *key.mistakes]), Counter(listed)
    for difference, words in ((wanted - found, "lacks"), (found - wanted, "has, and the key has not,")):
        if difference:
            raise ValueError(f"the listing {words} {', '.join(map(repr, difference.elements()))}")
    if [line for line in listed if line not in key.mistakes] in map(bare, key.programs):
        raise ValueError("the listing has the lines in the order of the program: shuffle them")


def bare(program: list[str]) -> list[str]:
    """Return a program's lines without their indentation."""
    return [line.strip() for line in program]
