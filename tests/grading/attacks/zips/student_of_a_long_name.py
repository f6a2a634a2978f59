"""Call the student by a name that is longer than a folder's may be."""


def pack(archive, notebook):
    archive.writestr(f"{'a' * 300}/ps1.ipynb", notebook)
