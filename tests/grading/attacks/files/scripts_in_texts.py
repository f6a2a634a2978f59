"""Hand in Markdown and attachments with scripts, and cells with metadata for the page."""

from nbformat.v4 import new_markdown_cell

SCRIPT = "<script>fetch('/formgrader/api')</script><img src=x onerror=alert(1)>"


def change(notebook, folder):
    svg = {"a.svg": {"image/svg+xml": "<svg onload='alert(1)'/>", "text/html": SCRIPT}}
    notebook.cells.append(new_markdown_cell(f"![](attachment:a.svg) {SCRIPT}", attachments=svg))
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"a": SCRIPT}}}
