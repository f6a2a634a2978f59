"""The playground: an interactive figure of mini-batch gradient descent, on pages of the book and in notebooks.

One JavaScript source, in ``source/``, computes and draws in the browser. It follows the rules of `mbcourse.fit`; random
orders come from a small generator of its own, so that a seed does not give the order that NumPy draws. In the book the
directive ``playground`` puts it on a page; in a notebook it is the widget `Playground`, which needs anywidget
(``pip install 'mbcourse[student]'``).
"""

from typing import TYPE_CHECKING

from mbcourse.playground.figure import draw
from mbcourse.playground.settings import Choice, Settings

if TYPE_CHECKING:
    from mbcourse.playground.widget import Playground

__all__ = ["Choice", "Playground", "Settings", "draw"]


def __getattr__(name: str) -> object:
    if name == "Playground":  # loads anywidget, which the book does without
        try:
            from mbcourse.playground.widget import Playground
        except ModuleNotFoundError as error:
            raise ImportError(f"{error.name} is missing: install the package's extra 'student'") from None
        return Playground
    raise AttributeError(f"module 'mbcourse.playground' has no attribute {name!r}")
