"""Run all benchmarks and write RESULTS.md beside this file."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from benchmarks import fit, growth, imports, notebooks, surface, sweep, warm_kernels
from benchmarks.timing import HEADER

RESULTS = Path(__file__).parent / "RESULTS.md"

TEMPLATE = """\
# Benchmarks

Written by `make bench`. {machine}; all sides on one thread, except the notebooks.

The sides of a row are timed in turn, round by round, after a warm-up; a fast side is called many times per round. Times
are medians; the ratio is the median of the rounds' ratios, with their 10th and 90th percentiles. Every peer is first
shown to give the same numbers. In the rows of `fit` every side computes the loss over all points once per epoch;
`fit` also records parameters and loss at every update. `SGDRegressor.partial_fit` makes one step per example, so its
numbers are those of batch size 1 for any batch: those rows compare one update of `fit` with one call. "Timed and
multiplied" means that the peer's cost is proportional to the number of runs or grid points and all of them would take
too long.

{table}

{growth}
"""


def main() -> None:
    rows = []
    for claim in (fit, sweep, surface, imports, notebooks, warm_kernels):
        print(f"==> {claim.__doc__.splitlines()[0]}", flush=True)
        began = perf_counter()
        comparisons = claim.comparisons()
        rows += comparisons
        print(
            *(comparison.row() for comparison in comparisons), f"({perf_counter() - began:.0f} s)", sep="\n", flush=True
        )
    print(f"==> {growth.__doc__}", flush=True)
    pictures = [f"![{plot.says}]({plot.file})" for plot in growth.plots()]
    table = "\n".join([HEADER, *(comparison.row() for comparison in rows)])
    text = TEMPLATE.format(machine=machine(), table=table, growth="\n\n".join(pictures))
    RESULTS.write_text(text, encoding="utf-8")
    print(f"==> {RESULTS}")


def machine() -> str:
    """Describe the machine and the versions of packages, without the machine's name."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scikit-learn", "torch"))
    system = f"{platform.system()} on {platform.machine()}"
    return f"{os.cpu_count()} CPUs, {system}, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    main()
