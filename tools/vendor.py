"""Copy the browser assets that pages load from node_modules/ into book/_assets/vendor/.

Run after ``npm ci``. The folder is git-ignored and always rebuilt completely, so that it holds only the versions in
package-lock.json. sphinxcontrib-katex renders formulas with the KaTeX that it bundles; the style sheet and fonts must
be of the same version, otherwise subscripts come out full size.
"""

import json
import shutil
import sys
from pathlib import Path

from sphinxcontrib.katex import katex_version

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "katex"
TARGET = ROOT / "book" / "_assets" / "vendor" / "katex"


def main() -> None:
    """Copy KaTeX's style sheet, its woff2 fonts and its licence; exit with one line if that cannot be done."""
    if not SOURCE.is_dir():
        sys.exit("node_modules/katex is missing: run `npm ci` first")
    pinned = json.loads((SOURCE / "package.json").read_text())["version"]
    if pinned != katex_version:
        sys.exit(f"package.json pins KaTeX {pinned}, sphinxcontrib-katex renders with {katex_version}: pin that")
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "fonts").mkdir(parents=True)
    for file in (SOURCE / "dist" / "katex.min.css", SOURCE / "LICENSE"):
        shutil.copy(file, TARGET)
    for font in (SOURCE / "dist" / "fonts").glob("*.woff2"):
        shutil.copy(font, TARGET / "fonts")


if __name__ == "__main__":
    main()
