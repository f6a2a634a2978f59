"""What students must not see, the lines of solutions and hidden tests, and the search for them in what students get."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache

from exercises import corpus

KINDS = ("SOLUTION", "HIDDEN TESTS")
ALL = corpus.assignments()


def secret_lines(assignment: str, kind: str) -> set[str]:
    """Lines of more than 25 characters between BEGIN and END of a kind that no assignment gives, as in `_lines`."""
    regions = re.findall(rf"### BEGIN {kind}\n(.*?)### END {kind}", _source(assignment), re.DOTALL)
    return {line for line in _lines(*regions) if len(line) > 25} - given_lines()


@cache
def given_lines() -> set[str]:
    """Lines that any assignment hands out, as in `_lines`: in another one's solution they are not secret."""
    return set(_lines(*(re.sub(r"### BEGIN (.+?)\n.*?### END \1", "", _source(a), flags=re.DOTALL) for a in ALL)))


def _source(assignment: str) -> str:
    return "\n".join(cell.source for cell in corpus.Source(assignment).notebook.cells)


def _lines(*texts: str) -> Iterator[str]:
    """Lines without comments, and with blanks as in `in_one_line`."""
    return (in_one_line(re.sub(r"(^|\s)#.*", "", line)) for text in texts for line in text.splitlines())


def leaked(secrets: set[str], name: str, content: bytes) -> list[tuple[str, str]]:
    """File and line for each secret in a file, also inside notebooks, and zips in zips."""
    return [(inside, line) for inside, text in _texts(name, content) for line in secrets if line in text]


def text_of(page: str) -> str:
    """Text of an HTML page, in one line."""
    return in_one_line(html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL))))


def in_one_line(text: str) -> str:
    """A text with each run of white space as one blank."""
    return " ".join(text.split())


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Each file's text in one line; a zip's or a wheel's name precedes what is in it."""
    if name.endswith((".zip", ".whl")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from _texts(f"{name}: {member}", archive.read(member))
        return
    text = content.decode("utf-8", "replace")
    if name.endswith((".ipynb", ".json")):
        text = "".join(_strings(json.loads(text)))
    yield name, in_one_line(text)


def _strings(value: object) -> Iterator[str]:
    """All strings in JSON, names included; those of one list follow each other, as a cell's lines do."""
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        value = [part for item in value.items() for part in (*item, "\n")]
    if isinstance(value, list):
        for part in value:
            yield from _strings(part)
