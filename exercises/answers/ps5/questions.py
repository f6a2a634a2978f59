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

TRAIN = [[1.0, -2.0, 1.0], [3.0, 1.0, 0.25], [6.0, 2.5, 0.0], [4.0, 2.0, 0.5]]
VALID = [[2.0, 0.0, 5.0], [7.0, 5.0, -3.0]]
TEST = [[-1.0, 4.0, 1.0], [5.0, -3.0, 2.5], [8.0, 0.5, 1.5]]
LEVEL = [[1.0, 2.5, 0.1], [3.0, 2.5, 0.1], [8.0, 2.5, 0.1]]  # 0.1 + 0.1 + 0.1 is not 3 times 0.1

FEATURES = [[1.0, -0.5], [0.5, 2.0], [-1.5, 1.0], [2.0, 0.5], [-1.0, -2.0], [0.0, 1.5]]
CLASSES = [0, 2, 1, 0, 1, 2]
WEIGHTS = [[0.5, -0.25, 0.0], [0.0, 0.75, -0.5]]

# Questions 5 to 8

DECAY = 'Chapter 13, "Weight decay in Adam"'
PIECES = 'Chapter 15, "A large batch in small pieces"'
RESUMED = 'Chapter 12, "Go on as if nothing had happened"'
CORRECTED = 'Chapter 14, "The variance of a mean over splits"'

SLOPES = [[2.0, -1.0, 0.5], [1.0, 3.0, -0.25], [-0.5, 2.0, 1.5]]

TABLE = [[0.5, -1.0, 2.0, 0.0], [1.5, 0.25, -0.5, 1.0], [-1.0, 0.75, 1.0, -2.0], [0.0, 2.0, -1.5, 0.5]]
TEXTS = [[2, 3, 0, 3, 1], [1, 0, 2, 2, 3], [3, 1, 1, 0, 2], [0, 2, 1, 3, 3], [2, 0, 0, 1, 2]]
LENGTHS = [5, 2, 5, 1, 4]
MASK = [[place < length for place in range(5)] for length in LENGTHS]

X = [[1.0, 0.5], [-0.5, 2.0], [0.25, -1.0], [1.5, 1.0], [-1.0, 0.75], [2.0, -0.5], [0.5, 0.5], [-1.5, 1.0], [1.0, -2.0]]
Y = [0.5, 1.0, -1.5, 2.0, 0.25, -0.5, 1.5, -1.0, 0.75]
BEGINNING = {
    "weights": [0.5, -1.0],
    "velocity": [0.0, 0.0],
    "order": [4, 1, 8, 6, 0, 3, 7, 5, 2],
    "position": 0,
    "epoch": 0,
    "seed": 5,
}
MIDDLE = {
    "weights": [-0.25, 0.75],
    "velocity": [1.5, -0.5],
    "order": [8, 3, 5, 0, 7, 1, 4, 9, 6, 2],
    "position": 1,
    "epoch": 3,
    "seed": 8,
}
LATE = MIDDLE | {"order": [4, 1, 6, 0, 3, 5, 2], "position": 3, "epoch": 1}
EVEN = LATE | {"order": [7, 2, 0, 8, 5, 1, 3, 6, 4]}

QUESTIONS = {
    # Questions 1 to 4
    "q1": {
        "asks": "prepare(train, valid, test)",
        "page": SCALED,
        "tensors": True,
        "pieces": True,
        "cases": [
            case("parts", TRAIN, VALID, TEST),
            case("parts", TRAIN, VALID, [[3.5, -1.0, 0.75]]),
            case("constant", LEVEL, VALID, TEST, kept=True),
            case("constant", [[0.1], [0.1], [0.1]], [[0.5], [-0.25]], [[2.0]]),
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
            case("whole", parameter(WEIGHTS), FEATURES, [0, 2, 1, 1, 1, 2], 3),  # the largest score of example 3 is 1.0
            case("last", parameter(WEIGHTS), FEATURES, [0, 2, 0, 0, 2, 1], 4, kept=True),
            case("last", parameter(WEIGHTS), FEATURES, CLASSES, 5),
        ],
    },
    "q4": {
        "asks": "stop(losses, patience)",
        "page": STOP,
        "tensors": True,
        "cases": [
            case("patience", [0.9, 0.5, 0.6, 0.4, 0.7, 0.39995, 0.45, 0.48, 0.41, 0.3, 0.2, 0.35, 0.5, 0.45, 0.6], 3),
            case("patience", [0.8, 0.9, 0.6, 0.65, 0.5, 0.7], 2),
            case("special", [0.8, 0.5, 0.5, 0.6, 0.5, 0.3], 3),
            case("special", [None, 0.9, 0.7, None, 0.8, None, 0.75, 0.72, 0.4], 3, kept=True),
            case("special", [0.6, 0.5, None, 0.7, 0.8, 0.9, 0.3], 3),
        ],
    },
    # Questions 5 to 8
    "q5": {
        "asks": "adamw(w, gradients, rate, beta1, beta2, eps, decay)",
        "page": DECAY,
        "tensors": True,
        "cases": [
            case("adam", [1.0, -2.0, 0.5], SLOPES, 0.5, 0.75, 0.875, 0.25, [0.0, 0.0, 0.0]),
            case(
                "adam", [1.0, -2.0], [[2.0, 1.0], [0.5, 3.0]], 0.25, 0.5, 0.75, 0.5, [0.0, 0.0]
            ),  # no slope is below 0
            case("decay", [1.0, -2.0, 0.5], SLOPES, 0.5, 0.75, 0.875, 0.25, [0.5, 0.0, 1.25], kept=True),
        ],
    },
    "q6": {
        "asks": "accumulate(weights, tokens, mask, micro)",
        "page": PIECES,
        "tensors": True,
        "pieces": True,
        "cases": [
            case("whole", TABLE, TEXTS, MASK, 5),
            case("pieces", TABLE, TEXTS, MASK, 2, kept=True),
            case("pieces", TABLE, TEXTS, MASK, 1),  # a micro-batch without a prediction
        ],
    },
    "q7": {
        "asks": "resume(state, x, y, updates)",
        "page": RESUMED,
        "tensors": True,
        "keys": ["weights", "velocity", "order", "position", "epoch", "seed"],
        "cases": [
            case("first", BEGINNING, X, Y, 2),
            case("middle", MIDDLE, [*X, [-0.5, -1.5]], [*Y, 1.25], 2),
            case("epochs", LATE, X[:7], Y[:7], 5, kept=True),  # it ends where an epoch ends
            case("epochs", EVEN, X, Y, 2),  # so does this one, with a full batch
        ],
    },
    "q8": {
        "asks": "interval(differences, n_train, n_test, t)",
        "page": CORRECTED,
        "tensors": True,
        "cases": [
            case("usual", [1.5, -0.5, 2.0, 3.5], 4_000_000, 1, 3.182),
            case("corrected", [1.5, -0.5, 2.0, 3.5, 0.25], 80, 20, 2.776, kept=True),
            case("corrected", [2.0, -1.0, 0.5, 1.5, 3.5, -0.75], 30, 50, 2.571),
        ],
    },
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q8", "what": "figure", "name": "figure"},
    {"key": "q8", "what": "written answer", "name": None},
]
