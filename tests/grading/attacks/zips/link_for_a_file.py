"""Pack a symbolic link to what somebody else handed in."""

import stat
from zipfile import ZipInfo


def pack(archive, notebook):
    entry = ZipInfo("eve/ps1.ipynb")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "../../../submitted/ada/ps1/ps1.ipynb")
