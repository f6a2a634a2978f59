"""What meets untrusted code: the sandbox, the process in it, the grader's end of that process, and what crosses.

A change in this folder touches the safety of grading; the threat model is in the book, *What grading is safe from*.
"""
