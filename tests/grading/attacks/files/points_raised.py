"""Ask for a hundred points a test, under schema versions that do not exist."""


def change(notebook, folder):
    for number, cell in enumerate(notebook.cells):
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(points=100, schema_version=(99, 0, "x", None)[number % 4], checksum="0")
