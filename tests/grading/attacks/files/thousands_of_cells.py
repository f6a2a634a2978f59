"""Hand in tens of thousands of cells, half of them copies of one answer."""


def change(notebook, folder):
    answer = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "q1")
    empty = {"cell_type": "markdown", "source": "", "metadata": {}}
    notebook.cells = [*[empty] * 10_000, *notebook.cells, *[{**answer, "id": f"copy{n}"} for n in range(10_000)]]
