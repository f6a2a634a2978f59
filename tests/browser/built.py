"""The built pages as trees."""

import re
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

# A word of code in its colour. Half of a chapter's elements are these, and no test asks for one.
COLOURED = re.compile(r'<span class="[a-z]{1,2}\d?">([^<]*)</span>')


@cache
def parsed(path: Path) -> BeautifulSoup:
    """Return a page without the colours of its code, parsed once for all tests of a process: copy what you change."""
    return BeautifulSoup(COLOURED.sub(r"\1", path.read_text("utf-8")), "html.parser")
