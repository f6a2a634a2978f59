"""Everything that handles untrusted code: the sandbox, the process in it, the grader's end, and their messages.

A change in this folder affects the safety of grading; the threat model is in the book, *What grading is safe from*.
"""
