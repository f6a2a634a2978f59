"""Name an entry so that unpacking it leaves the folder: ../../submitted/ada/ps1/ps1.ipynb."""


def pack(archive, notebook):
    archive.writestr("eve/ps1.ipynb", notebook)
    archive.writestr("eve/../../../../submitted/ada/ps1/ps1.ipynb", notebook)
