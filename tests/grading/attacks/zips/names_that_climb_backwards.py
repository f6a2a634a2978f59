r"""Name an entry so that unpacking it leaves the folder where \ separates folders."""


def pack(archive, notebook):
    archive.writestr("eve\\..\\..\\..\\..\\submitted\\ada\\ps1\\ps1.ipynb", notebook)
