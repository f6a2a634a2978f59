"""Hand in a notebook of 30 MB."""


def change(notebook, folder):
    notebook.cells[0].source = "x" * 30_000_000
