"""What nbgrader loads by name: extractors, exporters, and what its settings name for autograding and feedback.

These names stand in courses' ``nbgrader_config.py`` and in commands; renaming one breaks them.
"""
