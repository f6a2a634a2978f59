"""How long a chapter takes to read: what a reader sees while all that is collapsed stays so.

Exercises and recall questions count apart. What answers a prediction counts, though it is folded until then.

Prose: 200 words a minute, below the 238 that adults reach in silent reading of English non-fiction (Brysbaert 2019,
Journal of Memory and Language 109, 104047), since this prose is dense. Code: 12 seconds a line that is not blank, or
300 lines an hour, the pace at which reviewers find the most faults (Cohen 2006, Best Kept Secrets of Peer Code Review).
Displayed formulas and figures: half a minute each.
"""

import re
from dataclasses import dataclass

import nbformat

WORDS_A_MINUTE = 200
MINUTES_A_LINE = 12 / 60
MINUTES_A_FORMULA = MINUTES_A_FIGURE = 0.5
MINUTES_A_RECALL = 1 / 3  # to think, besides reading: an assumption

APART = ("Exercise ", "Recall")  # titles of boxes

FENCE = re.compile(r"\s*(?P<marks>:{3,}|`{3,})(?:\{(?P<directive>[\w-]+)\})?(?P<title>.*)")
FORMULA = re.compile(r"\$\$.*?\$\$", re.S)


@dataclass
class Amount:
    """What there is to read."""

    words: int = 0
    lines: int = 0
    formulas: int = 0
    figures: int = 0

    @property
    def minutes(self) -> float:
        return (
            self.words / WORDS_A_MINUTE
            + self.lines * MINUTES_A_LINE
            + self.formulas * MINUTES_A_FORMULA
            + self.figures * MINUTES_A_FIGURE
        )


def measure(notebook: nbformat.NotebookNode) -> Amount:
    """Add up what a notebook shows in the book."""
    amount = Amount()
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type == "markdown":
            _add_markdown(cell.source, amount)
        elif not tags & {"hide-cell", "remove-cell"}:
            if not tags & {"hide-input", "remove-input"}:
                amount.lines += _code_lines(cell.source)
            if not tags & {"hide-output", "remove-output"}:
                _add_outputs(cell.outputs, amount)
    return amount


def _add_markdown(text: str, amount: Amount) -> None:
    amount.formulas += len(FORMULA.findall(text))
    open_fences: list[tuple[str, str | None, str]] = []
    for line in FORMULA.sub("", text).splitlines():
        fence = FENCE.fullmatch(line)
        left_out = any(kind == "dropdown" or title.startswith(APART) for _, kind, title in open_fences)
        if fence and open_fences and fence["marks"] == open_fences[-1][0] and not fence["title"].strip():
            open_fences.pop()
        elif fence:
            open_fences.append((fence["marks"], fence["directive"], fence["title"].strip()))
            is_counted = fence["directive"] and not left_out and fence["title"].strip() != "Recall"
            amount.words += count_words(fence["title"]) if is_counted else 0
            amount.formulas += fence["directive"] == "math"
        elif left_out or re.match(r":[\w-]+:", line):
            continue
        elif open_fences and open_fences[-1][1] in (None, "code-block"):
            amount.lines += _code_lines(line)
        elif not (open_fences and open_fences[-1][1] == "math"):
            amount.words += count_words(line)


def _add_outputs(outputs: list[nbformat.NotebookNode], amount: Amount) -> None:
    for output in outputs:
        data = output.get("data", {})
        if any(kind.startswith("image/") for kind in data):
            amount.figures += 1
        else:
            amount.words += count_words(output.get("text", data.get("text/plain", "")))


def count_words(text: str) -> int:
    """Count words; a formula in the text counts as one."""
    return sum(any(c.isalnum() for c in word) for word in re.sub(r"\$[^$]+\$", "formula", text).split())


def _code_lines(code: str) -> int:
    return sum(bool(line.strip()) for line in code.splitlines())
