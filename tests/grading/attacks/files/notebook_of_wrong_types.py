"""Hand in a notebook whose parts are of wrong types: numbers for texts, lists for dictionaries."""

import json


def change(notebook, folder):
    for number, cell in enumerate(notebook.cells):
        match number % 4:
            case 0:
                cell.source = [cell.source, "\ud800"]
            case 1:
                cell.metadata["nbgrader"] = [cell.metadata.get("nbgrader")]
            case 2:
                cell["attachments"] = {"a": 5, "b": ["x"]}
            case 3:
                cell["outputs"] = 7
    return json.dumps(notebook)
