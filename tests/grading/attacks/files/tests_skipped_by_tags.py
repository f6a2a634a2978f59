"""Tag cells so that they are skipped, or may fail."""


def change(notebook, folder):
    for cell in notebook.cells:
        cell.metadata.tags = ["skip-execution", "raises-exception", "remove-cell", "parameters"]
        cell.metadata.jupyter = {"source_hidden": True}
