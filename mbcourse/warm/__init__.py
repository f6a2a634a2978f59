"""Processes forked from one that has done its imports: notebooks, tests and grading start them in milliseconds.

`forkserver` is the process that forks, `kernels` turns its copies into Jupyter kernels, `ready` detects when such a
kernel is ready, and `imports` speeds up an import of nbformat.
"""
