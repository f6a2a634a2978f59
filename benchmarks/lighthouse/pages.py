"""The pages that are measured, and the default Jupyter Book build that they are compared with."""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = ROOT / "_build" / "html"
DEFAULT_CONFIG = 'title: Default\nexecute: {execute_notebooks: "off"}\n'


def heaviest_chapter() -> str:
    """Return the chapter whose page and pictures have the most bytes, compressed as hosts send them."""
    return max((page.relative_to(SITE).as_posix() for page in SITE.glob("part-*/*.html")), key=weight)


def weight(page: str) -> int:
    """Return the bytes of a page and all its pictures, including those that load late, compressed."""
    text = (SITE / page).read_text(encoding="utf-8")
    pictures = [picture.read_bytes() for picture in SITE.glob("_images/*") if picture.name in text]
    return sum(len(gzip.compress(content)) for content in (text.encode(), *pictures))


def default_build(folder: Path) -> Path:
    """Build the same pages without our settings; whatever needs our extensions is left out, with warnings."""
    shutil.copytree(ROOT / "book", folder, ignore=shutil.ignore_patterns("_assets", "_extensions", "_templates"))
    (folder / "_config.yml").write_text(DEFAULT_CONFIG, encoding="utf-8")
    subprocess.run([f"{Path(sys.executable).parent}/jupyter-book", "build", folder, "-q"], check=True)
    return folder / "_build" / "html"
