"""Pack the built book into a zip for download: ``python tools/offline.py _build/html``, after every build.

The same book gives the same file. The packed copy works from a folder, without a server or a network.
"""

import re
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "mini-batch-gradient-descent"
ONLINE_ONLY = {f"{NAME}.zip", f"{NAME}.pdf", ".buildinfo", ".stamp", "404.html", "robots.txt", "sitemap.xml"}
# The links to the zip and to the PDF, which the zip does not contain.
OFFER = re.compile(r'<p class="mb-online[^>]*>.*?</p>\n?', re.DOTALL)
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can store


def pack(site: Path) -> Path:
    """Write the zip into the site's folder and return its path."""
    target = site / f"{NAME}.zip"
    beside = target.with_suffix(".part")
    files = sorted(path for path in site.rglob("*") if path.is_file() and not left_out(path))
    with ZipFile(beside, "w", ZIP_DEFLATED) as archive:
        for path in files:
            if path != beside:
                archive.writestr(entry(path.relative_to(site)), content(path))
    return beside.replace(target)


def left_out(path: Path) -> bool:
    """Return whether a file is of use only to the site, a debugger or the next build."""
    return path.name in ONLINE_ONLY or path.suffix == ".map"


def entry(path: Path) -> ZipInfo:
    """Return a file's entry in the zip: in one top folder, without this machine's times and owners."""
    info = ZipInfo(f"{NAME}/{path.as_posix()}", EARLIEST)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def content(path: Path) -> bytes:
    """Return a file's content in the zip: pages without links to files that are not in it."""
    if path.suffix != ".html":
        return path.read_bytes()
    return OFFER.sub("", path.read_text(encoding="utf-8")).encode()


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
