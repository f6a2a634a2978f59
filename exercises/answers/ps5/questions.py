"""Public inputs of the fifth problem set: what the checks run an answer on, and the page each question belongs to.

``kept`` marks the case after which the arguments are looked at; its test cell says so in its first line. Of the
arguments a list is a tensor, and a tuple a list of tensors.
"""

from exercises.make_checks import case, parameter

VERSION = 1  # raise it when hidden tests change after release: they then draw other inputs

# Questions 1 to 4

SCALED = 'Chapter 12, "Three parts, scaled by one"'
LOOP = 'Chapter 12, "Train, then evaluate"'
STOP = 'Chapter 12, "When to stop"'

TRAIN = [[1.0, -2.0, 4.0], [3.0, 1.0, 0.5], [6.0, 2.5, 0.0], [4.0, 2.0, 2.0]]
VALID = [[2.0, 0.0, 5.0], [7.0, 5.0, -3.0]]
TEST = [[-1.0, 4.0, 1.0], [5.0, -3.0, 2.5], [8.0, 0.5, 1.5]]
LEVEL = [[1.0, 2.5, 4.0], [3.0, 2.5, 0.5], [8.0, 2.5, 0.0]]  # the column in the middle is constant

FEATURES = [[1.0, -0.5], [0.5, 2.0], [-1.5, 1.0], [2.0, 0.5], [-1.0, -2.0], [0.0, 1.5]]
CLASSES = [0, 2, 1, 0, 1, 2]
WEIGHTS = [[0.5, -0.25, 0.0], [0.0, 0.75, -0.5]]

# Questions 5 to 8

QUESTIONS = {
    # Questions 1 to 4
    "q1": {
        "asks": "prepare(train, valid, test)",
        "page": SCALED,
        "tensors": True,
        "pieces": True,
        "cases": [
            case("parts", TRAIN, VALID, TEST),
            case("constant", LEVEL, VALID, TEST, kept=True),
        ],
    },
    "q2": {
        "asks": "epoch(weights, x, y, batches, rate)",
        "page": LOOP,
        "tensors": True,
        "pieces": True,
        "cases": [
            case("one", WEIGHTS, FEATURES, CLASSES, ([4, 1, 0, 5, 3, 2],), 0.5),
            case("equal", WEIGHTS, FEATURES, CLASSES, ([2, 0], [5, 3], [1, 4]), 0.5),
            case("sizes", WEIGHTS, FEATURES, CLASSES, ([3, 1, 4], [0]), 0.5, kept=True),
            case("sizes", WEIGHTS, FEATURES, CLASSES, ([5], [2, 4, 3]), 0.25),
        ],
    },
    "q3": {
        "asks": "evaluate(weights, x, y, size)",
        "page": LOOP,
        "tensors": True,
        "detached": True,
        "cases": [
            case("whole", parameter(WEIGHTS), FEATURES, [0, 2, 0, 0, 2, 1], 2),
            case("whole", parameter(WEIGHTS), FEATURES, CLASSES, 3),
            case("last", parameter(WEIGHTS), FEATURES, [0, 2, 0, 0, 2, 1], 4, kept=True),
            case("last", parameter(WEIGHTS), FEATURES, CLASSES, 5),
        ],
    },
    "q4": {
        "asks": "stop(losses, patience)",
        "page": STOP,
        "tensors": True,
        "cases": [
            case("patience", [0.9, 0.5, 0.6, 0.4, 0.7, 0.55, 0.45, 0.48, 0.3, 0.2], 3),
            case("patience", [1.0, 0.8, 0.6, 0.65, 0.5, 0.7], 2),
            case("special", [0.8, 0.5, 0.5, 0.6, 0.5, 0.3], 3),
            case("special", [None, 0.9, 0.7, None, 0.8, None, 0.75, 0.72, 0.4], 3, kept=True),
            case("special", [0.6, 0.5, None, 0.7, 0.8, 0.9, 0.3], 3),
        ],
    },
    # Questions 5 to 8
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q8", "what": "figure", "name": "figure"},
    {"key": "q8", "what": "written answer", "name": None},
]
