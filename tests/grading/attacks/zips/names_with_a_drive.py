"""Name an entry by a drive."""


def pack(archive, notebook):
    archive.writestr("C:/eve/ps1.ipynb", notebook)
