"""Turn test cells into Markdown and raw cells, answers into tests, and locked cells into answers."""


def change(notebook, folder):
    for number, cell in enumerate(notebook.cells):
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade"):
            cell.cell_type = ("markdown", "raw")[number % 2]
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
        elif meta:
            meta["solution"], meta["locked"], meta["grade"] = meta["locked"], meta["solution"], False
