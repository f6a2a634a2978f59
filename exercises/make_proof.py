"""Write ``PROOF.md``, what the answers prove of the tests, and ``HINTS.md``, what a student is told of each mistake.

Every answer is marked; of the mutants, the lists say which keep full marks. A test fails while the stored tables differ
from what the answers' names and the lists say; ``make prove`` marks every answer and tries every mutant (minutes).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from exercises import corpus, mutants
from mbcourse import checks

PROOF, HINTS = (corpus.EXERCISES / name for name in ("PROOF.md", "HINTS.md"))

PROOF_BEGINS = """\
# What the answers prove of the tests

Written by `make exercises`, which marks every answer; `make prove` marks every mutant too.

- **right**, **wrong**: answers in `answers/`, each with the mark it deserves in its name, which for a wrong one can be
  a part of the points.
- **refused**: answers that get less than they deserve. **accepted**: answers that get more. They are marked by
  nbgrader's rule in one process; `make prove` also takes every answer through nbgrader's own autograder.
- **mutants**: the instructor's answer with one small change, see [mutants.py](mutants.py). **killed**: those that lose
  points. **equivalent**: those that are as right as the answer itself, each listed with the reason in a file
  `survivors.toml`, such as [that of ps1](answers/ps1/survivors.toml). **score**: killed, of those not equivalent.
"""

HINTS_BEGINS = """\
# What a student is told of each mistake

Written by `make exercises`; a test runs the public check on each answer and compares. A message in
quotation marks is one that any function can get, or a part of it. The last column is the section that the message
sends the student to. What only the hidden tests find costs its points all the same; the feedback then says what kind
of input it was.
"""

UNSEEN = "*passes the public checks; only the hidden tests refuse it*"
TOTAL = "**all**"


@cache
def mark(assignment: str, answer: corpus.Answer) -> int:
    """Return the percent of its question's points that an answer gets."""
    return corpus.percent(assignment, answer.question, answer.source)


def named(assignment: str, answer: corpus.Answer) -> int:
    """Return the percent that an answer deserves."""
    return answer.percent


@cache
def surviving(assignment: str, question: str) -> set[str]:
    """Return the mutants of the instructor's answer that keep full marks."""
    return mutants.surviving(assignment, question, mutants.mutants(corpus.Source(assignment).solutions[question]))


def equivalent(assignment: str, question: str) -> set[str]:
    """Return the mutants that are listed as right, and may keep full marks."""
    return set(mutants.listed(assignment).get(question, ()))


def proof(marks: Callable[[str, corpus.Answer], int], survivors: Callable[[str, str], set[str]]) -> str:
    """Return the text of ``PROOF.md``, given the mark of an answer and the mutants of a question that keep full marks.

    Marks are `mark` or, taken on trust, `named`; survivors are `surviving` or, taken on trust, `equivalent`.
    """
    head = "question points right wrong refused accepted mutants killed equivalent score"
    sections = [PROOF_BEGINS]
    for assignment in checks.assignments():
        questions = corpus.Source(assignment).solutions
        rows = [[key, *_counts(assignment, key, marks, len(survivors(assignment, key)))] for key in questions]
        rows.append([TOTAL, *map(sum, zip(*(counts for _, *counts in rows), strict=True))])
        table = _table(head.split(), ([*row, _score(*row[-3:])] for row in rows))
        sections.append(f"## {assignment}\n\n{table}")
    return "\n".join(sections)


def _counts(assignment: str, question: str, marks: Callable[[str, corpus.Answer], int], alive: int) -> list[int]:
    """Points; answers right, wrong, refused and accepted; mutants made, killed and equivalent."""
    source = corpus.Source(assignment)
    points = sum(int(points) for _, points in source.tests(question).values())
    answers = [answer for answer in corpus.answers(assignment) if answer.question == question]
    right = sum(answer.percent == 100 for answer in answers)
    above = [marks(assignment, answer) - answer.percent for answer in answers]
    counts = [right, len(answers) - right, sum(a < 0 for a in above), sum(a > 0 for a in above)]
    made = len(mutants.mutants(source.solutions[question]))
    return [points, *counts, made, made - alive, len(equivalent(assignment, question))]


def _score(made: int, killed: int, right: int) -> str:
    return f"{100 * killed / (made - right):.1f} %"


def hints() -> str:
    """Return the text of ``HINTS.md``."""
    sections = [HINTS_BEGINS]
    for assignment in checks.assignments():
        sections.append(f"## {assignment}\n\n{_how_told(assignment)}")
        for question in getattr(checks, assignment).questions:
            table = _table(["mistake", "mark", "hint", "read"], _told(assignment, question))
            sections.append(f"### {question.key}: `{question.asks}`\n\n{table}")
    return "\n".join(sections)


def _how_told(assignment: str) -> str:
    wrong = [answer for answer in corpus.answers(assignment) if answer.percent < 100]
    unseen = sum(not (answer.hint or answer.says) for answer in wrong)
    return (
        f"{len(wrong)} wrong answers: {sum(bool(answer.hint) for answer in wrong)} get a hint of their own, "
        f"{sum(bool(answer.says) for answer in wrong)} a general message, {unseen} pass the public checks.\n"
    )


def _told(assignment: str, question: checks.Question) -> Iterator[list[str]]:
    for answer in corpus.answers(assignment):
        if answer.question == question.key and answer.percent < 100:
            file = f"answers/{assignment}/{answer.question}__{answer.percent}__{answer.name}.py"
            said = answer.hint or (f"“{answer.says}”" if answer.says else UNSEEN)
            page = "" if said == UNSEEN else answer.page or question.page
            yield [f"[{answer.name.replace('_', ' ')}]({file})", f"{answer.percent} %", said, page]


def _table(head: list[str], rows: Iterable[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def write() -> None:
    """Write both files."""
    for path, text in ((PROOF, proof(mark, equivalent)), (HINTS, hints())):
        path.write_text(text, "utf-8")
        print(f"exercises/{path.name} written")
