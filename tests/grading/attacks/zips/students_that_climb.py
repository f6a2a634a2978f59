"""Call the student by a name that means another folder."""


def pack(archive, notebook):
    for student in (".", ".."):
        archive.writestr(f"{student}/ps1.ipynb", notebook)
