"""Hand in a right solution, then a notebook without tests and answers: an old mark must not stay."""

FIRST = "solved"


def change(notebook, folder):
    notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
