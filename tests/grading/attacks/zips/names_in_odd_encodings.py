"""Name entries in what is no encoding: bytes that are no UTF-8 but say so, letters made of two, others that look alike."""

from zipfile import ZipInfo


class NoText(ZipInfo):
    def _encodeFilenameFlags(self):  # noqa: N802 - zipfile's own name
        UTF_8 = 0x800
        return b"\xff\xfe\xff\xfe/ps1.ipynb", self.flag_bits | UTF_8


def pack(archive, notebook):
    archive.writestr("e\u0301ve/ps1.ipynb", notebook)
    archive.writestr("\u202e\u0430da/ps1.ipynb", notebook)
    archive.writestr(NoText("any/ps1.ipynb"), notebook)
