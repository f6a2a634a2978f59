"""Mark an entry as encrypted, and another one as packed by a method that does not exist."""


def pack(archive, notebook):
    archive.writestr("eve/ps1.ipynb", notebook)
    archive.getinfo("eve/ps1.ipynb").flag_bits |= 1
