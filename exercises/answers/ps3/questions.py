"""Public inputs of the third problem set: what the checks run an answer on, and the page each question belongs to.

``kept`` marks the case after which the arguments are looked at; its test cell says so in its first line.
"""

from exercises.make_checks import case

VERSION = 2  # raise it when hidden tests change after release: they then draw other inputs

LOSS = "The text of question 1"
LOOP = 'Chapter 5, "The training loop makes one update a batch"'
AXES = 'Chapter 6, "The same runs on four axes"'
SETTLED = "The text of question 4"
TORCH = 'Chapter 5, "PyTorch makes the same updates"'

# Lines that miss the near points by less than DELTA, and the far ones by more on either side.
X, NEAR, FAR = [-1.0, -0.6, -0.2, 0.2, 0.6, 1.0], [-0.25, -0.5, 1.0, 0.0, -0.5, 0.5], [5.0, -6.0, 1.0, 1.0, 4.0, -3.0]
LINES = [[[0.5, -0.25], [1.0, 0.0]], [[0.0, 0.5], [-0.5, 0.25]], [[0.25, 0.75], [-0.5, 0.25]]]
AWAY = [[[0.0, 9.0], [0.5, -9.0]]]  # miss every one of the far points by more than DELTA, above or below
IN_TURN, ORDER, START = [0, 1, 2, 3, 4, 5], [2, 0, 5, 3, 1, 4], [0.25, -0.4]
ORDERS = [ORDER, [1, 3, 2, 0, 4, 5], [4, 1, 5, 0, 3, 2]]
TURNED = [2, 5, 1, 4, 0, 3]  # its result is not that of this order twice, backwards or undone, nor that of no order

FALLING = [[9.0, 6.0, 4.0, 3.0, 2.0], [8.0, 3.0, 2.5, 2.0, 1.0]]
FALLING_WORK = [[0.0, 12.0, 24.0, 36.4, 48.0], [0.0, 5.5, 10.0, 15.0, 20.5]]
# Comes up again; never there; there from the start, after no work; comes up at the end; twice above before the end.
RISING = [[9, 2, 6, 3, 1], [9, 7, 5, 4, 3.5], [2, 3, 1, 0.5, 3], [9, 2, 1, 2, 8], [2.5, 5, 3, 6, 1]]
WORK = [[0, 12, 24, 36, 48], [0, 5, 10, 15, 20], [0, 8, 11, 14, 17], [0, 3, 6, 9, 16], [1, 7, 13, 19, 25]]

QUESTIONS = {
    "q1": {
        "asks": "total_losses(x, y, params)",
        "page": LOSS,
        "cases": [
            case("small", X, NEAR, LINES),
            case("large", X, FAR, LINES, kept=True),
            case("large", X, FAR, AWAY),
        ],
    },
    "q2": {
        "asks": "train_each(x, y, orders, sizes, start, rate)",
        "page": LOOP,
        "cases": [
            case("one", X, NEAR, [ORDER], [3], START, 0.2),
            case("large", X, FAR, [ORDER], [3], START, 0.2),
            case("last", X, NEAR, [ORDER], [4], START, 0.2),
            case("runs", X, NEAR, [ORDER, IN_TURN], [3, 6], START, 0.2, kept=True),
            case("runs", X, FAR, ORDERS, [4, 1, 8, 4], [1, 0], 0.2, kept=True),
        ],
    },
    "q3": {
        "asks": "work_done(n, sizes, epochs, fixed, each)",
        "page": AXES,
        "cases": [
            case("whole", 12, [3, 2, 12], 3, 0.0, 0.0),
            case("last", 10, [4, 3, 15, 4], 2, 0.5, 0.25, kept=True),
        ],
    },
    "q4": {
        "asks": "settled(losses, work, target)",
        "page": SETTLED,
        "cases": [
            case("falls", FALLING, FALLING_WORK, 3.5),
            case("rises", RISING, WORK, 3.0, kept=True),
        ],
    },
    "q5": {
        "asks": "torch_epoch(x, y, order, size, start, rate)",
        "page": TORCH,
        "cases": [
            case("one", X, FAR, IN_TURN, 6, START, 0.2),
            case("several", X, FAR, IN_TURN, 3, START, 0.2),
            case("last", X, FAR, IN_TURN, 4, START, 0.2),
            case("order", X, FAR, TURNED, 4, START, 0.2, kept=True),
        ],
    },
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q6", "what": "figure", "name": "figure"},
    {"key": "q7", "what": "written answer", "name": None},
]
