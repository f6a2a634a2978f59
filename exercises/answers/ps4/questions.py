"""Public inputs of the fourth problem set: what the checks run an answer on, and the page each question belongs to.

``kept`` marks the case after which the arguments are looked at; its test cell says so in its first line.
"""

from exercises.make_checks import case

VERSION = 1  # raise it when hidden tests change after release: they then draw other inputs

DRAWS = 'Chapter 7, "Why: draws without replacement make up for one another"'
ADDED = 'Chapter 7, "The noise of many updates, added up"'
MEASURED = 'Chapter 8, "Measuring it from batches of two sizes"'
LIMIT = 'Chapter 9, "Curvature noise lowers the limit"'

# Five gradients whose mean is not 0: what divides by four, or leaves the mean out, gives another number.
G = [[4.0, -1.0, 2.0], [1.0, 3.0, 0.0], [-2.0, 2.0, 5.0], [6.0, 0.0, 1.0], [3.0, 4.0, -1.0]]
WHOLE = [[4, -1], [1, 3], [-2, 2], [6, 0], [3, 4], [5, 1]]

# Micro-batches of three machines, or four: one update, then three of which the first measures a negative signal.
MICRO = [[[3.0, 1.0], [2.0, -1.0], [4.0, 0.5]]]
FOUR = [[[3.0, 1.0], [2.0, -1.0], [4.0, 0.5], [2.5, 2.0]]]
MORE = [
    [[0.5, 2.0], [-1.0, -1.5], [-0.5, 0.25]],
    [[3.0, 1.0], [2.0, -1.0], [4.0, 0.5]],
    [[1.0, 5.0], [2.0, 4.0], [0.0, 3.5]],
]

H, PULL = [0.5, 2.0, 1.0, 0.25], [1.0, 0.5, -0.75, -0.75]  # the larger curvatures pull upwards, on average
SLOPES = [3, 0, 1, 2, 0]

RUN = [[4.0, -2.0], [3.0, -0.5], [1.0, 1.0], [2.0, 0.25], [-1.0, 0.5], [0.5, -1.0], [1.5, 2.0]]
RUNS = [[4, -2], [3, 1], [1, 1], [5, 2], [-2, 3], [2, 2], [0, -1], [1, 4], [-3, 2]]
HESSIAN = [[2.0, 0.5], [0.5, 1.0]]

QUESTIONS = {
    "q1": {
        "asks": "batch_noise(g, sizes, replacement)",
        "page": DRAWS,
        "cases": [
            case("single", G, [1], True),
            case("single", G, [1], False),
            case("again", G, [2, 7, 3], True),
            case("different", G, [3, 2, 5], False, kept=True),
            case("different", WHOLE, [4, 3], False),
        ],
    },
    "q2": {
        "asks": "summed_noise(g, order, sizes)",
        "page": ADDED,
        "cases": [
            case("equal", G, [3, 0, 4, 2, 2, 1, 0, 1], [2, 2, 2, 2]),  # not as many examples as components
            case("sizes", G, [3, 0, 4, 4, 2, 3, 3, 2, 0, 3], [3, 2, 4, 1], kept=True),
        ],
    },
    "q3": {
        "asks": "measured_noise(g, sizes)",
        "page": MEASURED,
        "cases": [
            case("equal", FOUR, [[3, 3, 3, 3]]),
            case("sizes", MICRO, [[1, 5, 3]]),
            case("updates", MORE, [[2, 2, 6], [1, 5, 3], [7, 1, 4]], kept=True),
        ],
    },
    "q4": {
        "asks": "max_rate(h, b, alpha)",
        "page": LIMIT,
        "cases": [
            case("single", H, 1, 0.0),
            case("batch", H, 2, 0.0),
            case("batch", H, 4, 0.0),
            case("ridge", SLOPES, 2, 0.75, kept=True),
            case("ridge", [1.5, 1.5, 1.5], 1, 0.25),
        ],
    },
    "q5": {
        "asks": "moments(h, g, b, rates, start)",
        "page": "The text of question 5",
        "cases": [
            case("curvature", H, [0.0, 0.0, 0.0, 0.0], 2, [0.5, 0.25, 0.4], 2.5),
            case("residual", H, PULL, 1, [0.5, 0.25, 0.4], 0.0),
            case("both", H, PULL, 5, [0.5, 0.25, 0.4, 0.1], 3, kept=True),
        ],
    },
    "q6": {
        "asks": "averaged_excess(paths, lengths, hessian)",
        "page": "The text of question 6",
        "cases": [
            case("one", RUN, [7], HESSIAN),
            case("several", RUNS, [3, 1, 4, 1], HESSIAN, kept=True),
        ],
    },
    "q7": {
        "asks": "critical_size(sizes, updates, errors, c0, c1)",
        "page": "The text of question 7",
        "cases": [
            case("exact", [2.0, 8.0, 40.0], [60.0, 24.0, 14.4], [1.0, 0.8, 0.5], 0.1, 0.5),
            case("exact", [4.0, 10.0], [30.0, 21.0], [1.0, 0.5], 1.0, 1e-6),  # the best size is 2000
            case(
                "errors",
                [2, 5, 20, 60, 5],
                [61.0, 30.0, 17.5, 12.0, 33.0],
                [2.0, 0.5, 0.75, 0.25, 1.5],
                3.0,
                0.005,
                kept=True,
            ),
        ],
    },
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q8", "what": "figure", "name": "figure"},
    {"key": "q8", "what": "written answer", "name": None},
]
