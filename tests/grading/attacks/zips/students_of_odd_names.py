"""Call students by names that stand for others, hide, or say something to a shell, a path or a table."""


def pack(archive, notebook):
    for student in (".hidden", " ", "*", "a*", "{student_id}", "eve\n", "'; DROP TABLE student; --", "=1+1", "-rf"):
        archive.writestr(f"{student}/ps1.ipynb", notebook)
