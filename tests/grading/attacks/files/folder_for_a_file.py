"""Hand in a folder called like the notebook, and nothing else."""


def change(notebook, folder):
    (folder / "ps1.ipynb").mkdir()
    return ""
