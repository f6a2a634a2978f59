"""Hand in JSON that is nested a hundred thousand deep."""


def change(notebook, folder):
    return '{"cells":' + "[" * 100_000 + "]" * 100_000 + ', "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
