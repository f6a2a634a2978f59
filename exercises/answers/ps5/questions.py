"""Public inputs of the fifth problem set: what the checks run an answer on, and the page each question belongs to.

``kept`` marks the case after which the arguments are looked at; its test cell says so in its first line. Of the
arguments a list is a tensor, and a tuple a list of tensors.
"""

from exercises.make_checks import case

VERSION = 1  # raise it when hidden tests change after release: they then draw other inputs

# Questions 1 to 4

SCALED = 'Chapter 12, "Three parts, scaled by one"'
LOOP = 'Chapter 12, "Train, then evaluate"'
STOP = 'Chapter 12, "When to stop"'

# Questions 5 to 8

QUESTIONS = {
    # Questions 1 to 4
    # Questions 5 to 8
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q8", "what": "figure", "name": "figure"},
    {"key": "q8", "what": "written answer", "name": None},
]
