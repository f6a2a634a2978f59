"""Sphinx extension: a line of text does not end between a number and what belongs to it, as in 5 % and ± 0.7."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

NO_BREAK = "\N{NO-BREAK SPACE}"
# Before a percent sign, and on both sides of a sign between numbers, or between a letter and its number.
SPACE = re.compile(r"(?<=\d) (?=%)|(?<=\d) (?=[×±=] [\d−])|(?<=\b\w) (?== [\d−])|(?<=[×±=]) (?=[\d−])")
CODE = (nodes.FixedTextElement, nodes.literal, nodes.math)


class NumberBreaks(SphinxPostTransform):
    """Put the spaces into everything but code and formulas."""

    default_priority = 900  # after those that make text, such as of references
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the texts that hold such a space."""
        for text in list(self.document.findall(nodes.Text)):
            if SPACE.search(text) and not isinstance(text.parent, CODE):
                text.parent.replace(text, nodes.Text(SPACE.sub(NO_BREAK, text)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the transform."""
    app.add_post_transform(NumberBreaks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
