"""Give own cells the ids of tests and locked cells, and metadata of wrong types."""


def change(notebook, folder):
    for number, cell in enumerate(list(notebook.cells)):
        meta = cell.metadata.get("nbgrader")
        if meta:
            forged = {**meta, "grade_id": [meta["grade_id"], 5, ["q1"], {"a": 1}, ""][number % 5], "locked": "yes"}
            copy = {
                "cell_type": "code",
                "source": "checks = None",
                "outputs": [],
                "execution_count": None,
                "id": f"x{number}",
            }
            notebook.cells.insert(0, copy | {"metadata": {"nbgrader": forged}})
