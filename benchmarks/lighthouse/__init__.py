"""Lighthouse on the book's pages, beside a default Jupyter Book build of the same notebooks."""
