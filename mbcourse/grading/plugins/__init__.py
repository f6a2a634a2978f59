"""Plugins that nbgrader loads by name: extractors, exporters, and those for autograding, feedback and lateness.

Courses use these names in ``nbgrader_config.py`` and in commands; renaming one breaks them.
"""
