"""Public inputs of the first problem set: what the checks run an answer on, and the page each question belongs to.

``kept`` marks the case after which the arguments are looked at; its test cell says so in its first line.
"""

import numpy as np

from exercises.make_checks import case

VERSION = 2  # raise it when hidden tests change after release: they then draw other inputs

PREDICTION = 'Chapter 1, "A line predicts with two numbers"'
LOSS = 'Chapter 1, "The mean squared error is one number for all residuals"'
GRADIENT = 'Chapter 3, "Three ways to the gradient give the same numbers"'
UPDATE = 'Chapter 3, "An update is one step against the gradient"'
CURVATURE = 'Chapter 3, "Why: two directions, two speeds"'


# Five examples, so that n, n - 1 and n - 2 differ from 1 and from each other, and weights of another sum.
X, Y = [-1.0, 0.5, 4.0, 3.0, 1.0], [2.5, -1.0, 3.0, -2.0, 1.0]
ONES, WEIGHTS = [1.0] * 5, [1.0, 2.5, 0.0, 1.5, 3.0]
# Lines (w, h) with a gradient of either sign along w and along h; neither height is a small multiple of the slope.
LOW, HIGH = (0.75, -2.5), (-1.5, 0.5)
NEAR = [1.5, 2.75, 2.0]  # the loss is steeper along h than along w
# Slopes of either sign along w and along h, and steps of which no simple multiple or power is another one.
PLANE = [[0.4, 0.2, 0.0], [1.2, 1.0, 0.8], [2.0, 1.8, 1.6]]
CURVED = [[7.0, 4.5, 4.0], [1.0, 0.5, 3.0], [6.0, 2.0, 9.0]]
START, RATES = [-1.0, 3.0], [0.05, 0.05, 0.05, 0.05]

QUESTIONS = {
    "q1": {
        "asks": "predict(x, w, h)",
        "page": PREDICTION,
        "cases": [
            case("values", [0.0, 2.5, 4.0], 3.0, 0.5, kept=True),
            case("values", [-1, 1, 3, 6], -0.25, -1.0),
        ],
    },
    "q2": {
        "asks": "weighted_loss(x, y, c, w, h)",
        "page": LOSS,
        "cases": [
            case("equal", X, Y, ONES, *LOW),
            case("weights", X, Y, WEIGHTS, *HIGH, kept=True),
        ],
    },
    "q3": {
        "asks": "gradient(x, y, c, w, h)",
        "page": GRADIENT,
        "cases": [
            case("direction", X, Y, ONES, *LOW, how="parallel"),
            case("length", X, Y, ONES, *LOW),
            case("weights", X, Y, WEIGHTS, *HIGH, how="parallel"),
            case("values", X, Y, WEIGHTS, *HIGH, kept=True),
        ],
    },
    "q4": {
        "asks": "central_differences(values, step)",
        "page": GRADIENT,
        "cases": [
            case("plane", PLANE, 0.4),
            case("curved", CURVED, 0.2, kept=True),
        ],
    },
    "q5": {
        "asks": "descend(start, rates)",
        "page": UPDATE,
        "cases": [
            case("path", START, RATES, how="rows"),
            case("history", START, RATES),
            case("rates", START, [0.01, 0.08, 0.02, 0.05], how="rows"),
            case("repeat", START, RATES, kept=True),
            case("repeat", START, np.zeros(0)),
            case("repeat", [-2, 5], [0.05, 0.05]),
        ],
    },
    "q6": {
        "asks": "largest_rate(x, c)",
        "page": CURVATURE,
        "cases": [
            case("equal", X, ONES),
            case("equal", NEAR, ONES[:3]),
            case("weights", X, WEIGHTS, kept=True),
        ],
    },
    "q7": {
        "asks": "distances(history, minimum)",
        "page": "The text of question 7",
        "cases": [
            case("values", [[5.0, 3.0], [2.0, -1.0], [-6.0, 5.0], [2.0, 1.0]], [2.0, -1.0], kept=True),
            case("values", [[3.0, 2.0]], [2.0, -1.0]),
        ],
    },
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q7", "what": "figure", "name": "figure"},
    {"key": "q8", "what": "written answer", "name": None},
]
