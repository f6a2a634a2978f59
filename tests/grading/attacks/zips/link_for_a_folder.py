"""Pack a symbolic link for the student's folder, then a file in it."""

import stat
from zipfile import ZipInfo

from outside import COURSE


def pack(archive, notebook):
    entry = ZipInfo("eve")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, f"{COURSE}/submitted/ada/ps1")
    archive.writestr("eve/ps1.ipynb", notebook)
