"""Write ``mbcourse/checks/<assignment>.json``: what the public checks compare with, and not how to get it.

The instructor's solutions and the wrong answers of the corpus run on the public inputs in
``answers/<assignment>/questions.py``; the file holds the results. A test fails while it differs from what this makes.
"""

import json
import math
import re
import runpy
from collections.abc import Sequence
from typing import Any

import nbformat
import numpy as np
from docutils.nodes import make_id

from exercises import corpus
from mbcourse.checks.answer import AnswerError
from mbcourse.checks.arguments import Parameter, fresh, from_json, to_json
from mbcourse.checks.compare import finite
from mbcourse.checks.mistakes import NOT_FINITE, without_numbers
from mbcourse.checks.question import Question

BOOK, CHECKS = (corpus.EXERCISES.parent / folder for folder in ("book", "mbcourse/checks"))
Case = dict[str, Any]
DIGITS = 10  # so that another machine's last bit does not change the file; far below the checks' tolerance


def case(part: str, *arguments: Any, how: str = "equal", kept: bool = False, seeds: Sequence[int | None] = ()) -> Case:
    """Return one public input for a file of questions, with its lists as arrays and its tuples as lists of arrays.

    None stands for NaN in a list.
    """
    given = [_argument(argument) for argument in arguments]
    return {"part": part, "arguments": given, "how": how, "kept": kept} | ({"seeds": list(seeds)} if seeds else {})


def parameter(values: list[Any]) -> Parameter:
    """Return an argument that becomes a tensor which requires a gradient."""
    return Parameter(np.array(values))


def _argument(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _argument(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [*map(_argument, value)]
    return from_json(value)


def make(assignment: str) -> dict[str, Any]:
    """Return what the checks of an assignment know, ready for JSON."""
    given = runpy.run_path(str(corpus.EXERCISES / "answers" / assignment / "questions.py"))
    solutions = corpus.Source(assignment).solutions
    return {
        "version": given["VERSION"],
        "questions": {
            key: _question(assignment, key, solutions[key], question) for key, question in given["QUESTIONS"].items()
        },
        "by_hand": given["BY_HAND"],
    }


def _question(assignment: str, key: str, solution: str, question: dict[str, Any]) -> dict[str, Any]:
    expected = _outputs(assignment, key, solution, question)
    if stopped := [each for each in expected if isinstance(each, dict) or each == NOT_FINITE]:
        raise ValueError(f"the solution of {assignment}, {key} has no result for a public input: {stopped[0]}")
    cases = [
        {**case, "arguments": [to_json(argument, _plain) for argument in case["arguments"]], "expected": e}
        for case, e in zip(question["cases"], expected, strict=True)
    ]
    mistakes = [
        {
            "hint": answer.hint,
            "page": answer.page or question["page"],
            "outputs": _outputs(assignment, key, answer.source, question),
        }
        for answer in corpus.answers(assignment)
        if answer.question == key and answer.hint
    ]
    return {**question, "cases": cases, "mistakes": mistakes}


def _outputs(assignment: str, key: str, source: str, question: dict[str, Any]) -> list[Any]:
    """What one answer returns for each case, as the case looks at it: numbers, NOT_FINITE, or the exception instead."""
    function = corpus.function(assignment, key, source)
    asked = Question.from_data(assignment, key, 0, question | {"cases": [], "mistakes": []})
    outputs: list[Any] = []
    for case in question["cases"]:
        try:
            got = asked.result(function, fresh(case["arguments"], asked.tensors), case["how"], case.get("seeds", ()))
        except AnswerError as error:
            outputs.append({"raised": without_numbers(error)})
        else:
            outputs.append(_plain(got) if finite(got) else NOT_FINITE)
    return outputs


def _plain(value: Any) -> Any:
    """Turn arrays into lists, round floats, and write NaN as None."""
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else float(f"{value:.{DIGITS}g}")
    return value


def text(assignment: str) -> str:
    """The file's text: one case or mistake a line, so that a change is easy to read."""
    data = make(assignment)
    lines = ["{", f'"version": {data["version"]},', '"questions": {']
    for number, (key, question) in enumerate(data["questions"].items(), 1):
        about = {name: value for name, value in question.items() if name not in ("cases", "mistakes")}
        lines.append(f'"{key}": {_json(about)[:-1]},')
        for name, end in (("cases", "],"), ("mistakes", "]}" + ("," if number < len(data["questions"]) else ""))):
            lines += [f'"{name}": [', ",\n".join(map(_json, question[name])), end]
    return "\n".join([*lines, "},", f'"by_hand": {_json(data["by_hand"])}', "}", ""])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def pages() -> str:
    """The text of ``pages.json``: each section of the chapters that a hint can name, and its address in the book."""
    found = {}
    for path in sorted(BOOK.glob("part-*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for section in re.findall(r"^## (.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else ():
                page = f"{path.parent.name}/{path.stem}.html#{make_id(section)}"
                found[f'Chapter {int(path.name[:2])}, "{section}"'] = page
    return json.dumps(found, ensure_ascii=False, indent=0) + "\n"


def write() -> None:
    """Write the file of each assignment, and that of the pages."""
    (CHECKS / "pages.json").write_text(pages(), "utf-8")
    for name in corpus.assignments():
        (CHECKS / f"{name}.json").write_text(text(name), "utf-8")
        print(f"mbcourse/checks/{name}.json written")
