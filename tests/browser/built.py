"""The built pages as trees."""

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup


@cache
def parsed(path: Path) -> BeautifulSoup:
    """Return a page, parsed once for all tests of a process: copy what you change."""
    return BeautifulSoup(path.read_bytes(), "html.parser")
