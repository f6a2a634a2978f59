"""Sphinx extension: figures have the colours of dark pages too.

They are drawn in the colours of light pages. In the built files a style sheet says both, and a browser takes those of
``color-scheme`` where the figure stands: the page's, whatever its reader's system prefers.
"""

from pathlib import Path

from sphinx.application import Sphinx

from mbcourse.plots.svg import for_both_themes


def add_dark_colours(app: Sphinx, failed: Exception | None) -> None:
    """Rewrite the figures that were copied into the built book; those of an earlier build stay as they are."""
    for file in Path(app.outdir, "_images").glob("*.svg"):
        drawn = file.read_text(encoding="utf-8")
        if (themed := for_both_themes(drawn)) != drawn:
            file.write_text(themed, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Run after the build."""
    app.connect("build-finished", add_dark_colours)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
