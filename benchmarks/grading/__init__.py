"""How fast a class is graded: `mbcourse grade` beside nbgrader's own autograder and otter-grader, and how it scales.

``python -m benchmarks.grading`` writes ../GRADING.md and its plots; it takes about an hour on two cores.
"""
