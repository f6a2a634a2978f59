"""What is said of lines put in order: one thing, the first that is to be put right, by the nearest right program."""

import json
from itertools import permutations

import pytest

from tests.playground.javascript import javascript

PROGRAMS = [
    ["def f(x):", "    a = x", "    b = 1", "    for _ in x:", "        a += b", "    return a"],
    ["def f(x):", "    b = 1", "    a = x", "    for _ in x:", "        a += b", "    return a"],
]
FIRST = PROGRAMS[0]
MISTAKE = "    b = 2"


@pytest.mark.parametrize(
    ("program", "kind", "at"),
    [
        ([], "empty", None),
        ([MISTAKE, FIRST[4], FIRST[0]], "mistake", 0),
        ([FIRST[4], FIRST[0]], "missing", 4),
        ([FIRST[1], FIRST[0], *FIRST[2:]], "order", 0),
        ([*FIRST[:3], FIRST[5], FIRST[3], FIRST[4]], "order", 3),
        ([*PROGRAMS[1][:4], FIRST[5], FIRST[4]], "order", 4),
        ([*FIRST[:5], "        return a"], "indent", 5),
        ([*PROGRAMS[1][:2], "a = x", *FIRST[3:]], "indent", 2),
        (PROGRAMS[0], "right", None),
        (PROGRAMS[1], "right", None),
    ],
)
def test_one_thing_is_said(program, kind, at):
    judged = javascript(
        'import { judge, parsed } from "@/order_lines/judge.js"\n'
        "const lines = (program) => program.map(parsed)\n"
        f"const mistakes = new Map([[{json.dumps(MISTAKE.strip())}, 0]])\n"
        f"judge(lines({json.dumps(program)}), {json.dumps(PROGRAMS)}.map(lines), mistakes)"
    )
    assert judged == {"kind": kind} | ({} if at is None else {"at": at})


def test_the_line_that_does_not_come_next_belongs_further_down():
    """In every order of the lines; and the lines before it are where a right program has them."""
    orders = [list(order) for order in permutations(FIRST)]
    judged = javascript(
        'import { judge, parsed } from "@/order_lines/judge.js"\n'
        "const lines = (program) => program.map(parsed)\n"
        f"{json.dumps(orders)}.map((order) => judge(lines(order), {json.dumps(PROGRAMS)}.map(lines), new Map()))"
    )
    assert [order for order, verdict in zip(orders, judged, strict=True) if verdict["kind"] == "right"] == PROGRAMS
    for order, verdict in zip(orders, judged, strict=True):
        if verdict["kind"] == "order":
            at = verdict["at"]
            nearest = [program for program in PROGRAMS if program[:at] == order[:at]]
            assert nearest and all(order[at] in program[at + 1 :] for program in nearest)


def test_a_program_is_written_as_it_would_stand_in_a_file():
    written = javascript(
        f'import {{ asText, parsed }} from "@/order_lines/judge.js"\nasText({json.dumps(FIRST)}.map(parsed))'
    )
    assert written == "\n".join(FIRST)
