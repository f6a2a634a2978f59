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
    """Return the chapter whose page and pictures have the most bytes, the page compressed."""
    return max((page.relative_to(SITE).as_posix() for page in SITE.glob("part-*/*.html")), key=weight)


def weight(page: str) -> int:
    """Return the bytes of a page, compressed, and all its pictures, including those that load late."""
    path = SITE / page
    text = path.read_text(encoding="utf-8")
    pictures = [picture for picture in SITE.glob("_images/*") if picture.name in text]
    return len(gzip.compress(text.encode())) + sum(picture.stat().st_size for picture in pictures)


def default_build(folder: Path) -> Path:
    """Build the same pages without our settings; whatever needs our extensions is left out, with warnings."""
    shutil.copytree(ROOT / "book", folder, ignore=shutil.ignore_patterns("_assets", "_extensions", "_templates"))
    (folder / "_config.yml").write_text(DEFAULT_CONFIG, encoding="utf-8")
    subprocess.run([f"{Path(sys.executable).parent}/jupyter-book", "build", folder, "-q"], check=True)
    return folder / "_build" / "html"
