"""Processes forked from one that has imported already: notebooks, tests and grading start them in milliseconds.

`forkserver` is the process that is forked from, `kernels` makes Jupyter kernels of its copies, `ready` sees when such a
kernel is ready, and `imports` makes what nbformat imports quick.
"""
