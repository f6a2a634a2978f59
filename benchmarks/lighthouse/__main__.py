"""Measure the landing page and the heaviest chapter, and write ../LIGHTHOUSE.md: python -m benchmarks.lighthouse."""

import tempfile
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from benchmarks.__main__ import machine
from benchmarks.lighthouse.audit import DEVICES, RUNS, SCHEMES, audit, install
from benchmarks.lighthouse.pages import SITE, default_build, heaviest_chapter
from benchmarks.lighthouse.server import Host
from tools.serve import hosted

RESULTS = Path(__file__).parent.parent / "LIGHTHOUSE.md"

TEMPLATE = """\
# Lighthouse

Written by `python -m benchmarks.lighthouse`. {machine}.
Lighthouse 12.8.2, simulated throttling, HTTP/1.1 with gzip.
Medians of {runs} runs; smallest and largest in brackets if runs differ.
Targets: performance at least 90 on mobile and 98 on desktop, the other three 100. The first load is what the page
transfers before anyone scrolls or clicks.

The heaviest chapter is `{chapter}`, by the bytes of its page and pictures.
"Default" is the same notebooks built by Jupyter Book 1 without settings: everything that needs the book's own
extensions is missing there, and so is MathJax, which such a page loads from a host on the internet that these runs
cannot reach. Both omissions are in the default's favour.
The mini-batch page of *Dive into Deep Learning* is not available offline either, so it is not measured.

| Build | Page | Device | Colours | Performance | Accessibility | Best practices | SEO | First load | Requests |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{table}
"""


def main() -> None:
    install()
    chapter = heaviest_chapter()
    with tempfile.TemporaryDirectory() as folder:
        rows = measured("Ours", SITE, chapter, SCHEMES)
        rows += measured("Default", default_build(Path(folder, "book")), chapter, ["light"])
    text = TEMPLATE.format(machine=machine(), runs=RUNS, chapter=chapter, table="\n".join(rows))
    RESULTS.write_text(text, encoding="utf-8")
    print(f"==> {RESULTS}")


def measured(build: str, site: Path, chapter: str, schemes: Iterable[str]) -> list[str]:
    rows = []
    with hosted(site, Host) as address:
        for page, device, scheme in product(("index.html", chapter), DEVICES, schemes):
            result = audit(f"{address}/{page}", device, scheme)
            rows.append(f"| {build} | {page} | {device} | {scheme} | {result.row()} |")
            print(rows[-1], flush=True)
    return rows


if __name__ == "__main__":
    main()
