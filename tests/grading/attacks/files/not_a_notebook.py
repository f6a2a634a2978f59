"""Hand in something that is no JSON."""


def change(notebook, folder):
    return "\x00 this is no notebook"
