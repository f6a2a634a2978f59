"""Hand in a notebook that says it is of a format of the past, with worksheets and tests as headings."""

import json


def change(notebook, folder):
    cells = [
        {"cell_type": "code", "input": "pass", "language": "python", "outputs": [], "metadata": dict(cell.metadata)}
        for cell in notebook.cells
    ]
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells, "metadata": {}}]}
    )
