"""Draw the picture of the README and of links to the book: `python -m tools.preview`.

The file carries its alternative text and the digest of its data, so that a test can tell when it is stale.
"""

import io
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

import mbcourse
from mbcourse import plots
from tools.pictures import slim

FILE = Path(__file__).resolve().parent.parent / "book" / "_assets" / "preview.png"


def draw() -> Figure:
    """Return three runs in parameter space, and the loss of five batch sizes over 100 seeds each."""
    line = mbcourse.lab_line()
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 4.4), layout="constrained")
    runs = [mbcourse.fit(line.x, line.y, batch_size=size, rng=3) for size in (5, 20, 60)]
    plots.contour(mbcourse.ErrorSurface(line.x, line.y), runs, ax=left)
    sweep = mbcourse.sweep(line.x, line.y, batch_sizes=(1, 5, 10, 20, 60), seeds=range(100))
    plots.bands(sweep, "epochs", ax=right)
    for panel in (left, right):
        panel.get_legend().remove()
    figure.legend(*right.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def words(figure: Figure) -> str:
    """Return the file's description: alternative text and digest."""
    return f"{plots.alt_text(figure)} [plotted data: {plots.digest(figure)}]"


if __name__ == "__main__":
    figure = draw()
    drawn = io.BytesIO()
    figure.savefig(drawn, dpi=110)
    FILE.write_bytes(slim(drawn.getvalue(), words(figure)))
    print(f"wrote {FILE.relative_to(FILE.parents[2])}")
