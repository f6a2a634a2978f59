"""Pack the built book into a zip that it offers itself: ``python tools/offline.py _build/html``, after every build.

The same book gives the same file. The copy in it works from a folder, without a server or a network.
"""

import re
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "mini-batch-gradient-descent"
ONLINE_ONLY = {f"{NAME}.zip", f"{NAME}.pdf", ".buildinfo", ".stamp", "404.html", "robots.txt", "sitemap.xml"}
# What a page says of the zip and the PDF, which are not in it.
OFFER = re.compile(r'<p class="mb-online[^>]*>.*?</p>\n?', re.DOTALL)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


def pack(site: Path) -> Path:
    """Write the zip into the folder of the site and return it."""
    target = site / f"{NAME}.zip"
    beside = target.with_suffix(".part")
    files = sorted(path for path in site.rglob("*") if path.is_file() and not left_out(path))
    with ZipFile(beside, "w", ZIP_DEFLATED) as archive:
        for path in files:
            if path != beside:
                archive.writestr(entry(path.relative_to(site)), content(path))
    return beside.replace(target)


def left_out(path: Path) -> bool:
    """Tell whether a file serves only the site, a debugger or the next build."""
    return path.name in ONLINE_ONLY or path.suffix == ".map"


def entry(path: Path) -> ZipInfo:
    """Return what the zip says of a file: its place in one folder, and no time or owner of this machine."""
    info = ZipInfo(f"{NAME}/{path.as_posix()}", LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def content(path: Path) -> bytes:
    """Return what the zip holds of a file."""
    if path.suffix != ".html":
        return path.read_bytes()
    return OFFER.sub("", path.read_text(encoding="utf-8")).encode()


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
