"""Plugins that nbgrader loads by name: `extractors`, `exporters`, `submissions`, `feedback` and `late`.

Their names are in commands and in courses' ``nbgrader_config.py``: renaming one breaks those.
"""
