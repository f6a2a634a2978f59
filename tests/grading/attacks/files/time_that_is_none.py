"""Hand in, beside the notebook, a time stamp of a year that no calendar has."""


def change(notebook, folder):
    (folder / "timestamp.txt").write_text("9" * 30 + " UTC")
