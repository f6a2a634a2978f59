"""Public inputs of the second problem set: what the checks run an answer on, and the page each question belongs to.

``kept`` marks the case after which the arguments are looked at; its test cell says so in its first line. ``seeds`` are
those of the generator with which the function is called, once for each; None stands for the generator before.
"""

from exercises.make_checks import case

VERSION = 2  # raise it when hidden tests change after release: they then draw other inputs

CUT = 'Chapter 5, "An iterator cuts one order into batches"'
LAST = 'Chapter 5, "An incomplete last batch needs a rule"'
SHUFFLE = 'Chapter 5, "A shuffle must move each point as a whole"'
LOOP = 'Chapter 5, "The training loop makes one update a batch"'
MISS = 'Chapter 5, "A larger batch misses the full gradient by less"'


X, Y = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0]
# Neither x nor y is sorted: who sorts one of them gives readings the y of others.
UNSORTED_X, UNSORTED_Y = [3.0, 1.0, 6.0, 2.0, 7.0, 5.0, 4.0], [20.0, 70.0, 10.0, 50.0, 40.0, 30.0, 60.0]
# Two readings are equal, and two more share their x.
EQUAL_X, EQUAL_Y = [3.0, 1.0, 7.0, 3.0, 3.0, 3.0, 4.0], [10.0, 70.0, 40.0, 20.0, 20.0, 30.0, 60.0]
SIDE_BY_SIDE, FIVE = [0, 0, 1, 2, 2, 2, 3], [0, 0, 1, 2, 2, 3, 4]
APART, SIX_APART = [14, -1, 5, 14, 30, -1, 14], [14, -1, 0, 14, 300, 21, -4000]
NAMES = [8, 30, 14, 5, 2, 21, 3, -17, 0, 11, 4, -1, 1, 19, 12, 7]
EIGHTEEN = [float(i) for i in range(1, 19)]
ONE_EACH, SEVERAL, ANY = [0, 1, 2, 3], [7, 4, 7, 4, 7, 9, 4], [7, -40, 7, -40, -40, 9, 7]
# Nine readings in three batches: what divides by nine, by twice three or by three less one gives another number.
GRADIENTS = [[1.0, 0], [5, 2], [2, -1], [4, 3], [-3, 1], [9, 1], [2, 5], [-1, 4], [6, -2]]
EQUAL_ROWS = [*GRADIENTS[:8], [1.0, 0]]

QUESTIONS = {
    "q1": {
        "asks": "session_batches(x, y, session, order, size, last)",
        "page": CUT,
        "pieces": True,
        "cases": [
            case("whole", UNSORTED_X, UNSORTED_Y, SIDE_BY_SIDE, [2, 0, 3, 1], 2, "keep", how="batches"),
            case("whole", UNSORTED_X, UNSORTED_Y, SIDE_BY_SIDE, [2, 0, 3, 1], 2, "drop", how="batches"),
            case("keep", UNSORTED_X, UNSORTED_Y, FIVE, [2, 0, 4, 3, 1], 2, "keep", how="batches"),
            case("drop", UNSORTED_X, UNSORTED_Y, FIVE, [2, 0, 4, 3, 1], 2, "drop", how="batches"),
            case(
                *("scattered", EQUAL_X, EQUAL_Y, SIX_APART, [300, 14, 0, -1, -4000, 21], 2, "drop"),
                how="batches",
                kept=True,
            ),
        ],
    },
    "q2": {
        "asks": "equal_parts(order, size)",
        "page": LAST,
        "pieces": True,
        "cases": [
            case("divides", NAMES[:6], 2, how="cut"),
            case("rest", NAMES, 5, how="cut", kept=True),
            case("rest", NAMES[:11], 3, how="cut"),
            case("rest", NAMES[:11], 4, how="cut"),
            case("rest", NAMES[:2], 3, how="cut"),
        ],
    },
    "q3": {
        "asks": "shuffled_epochs(x, y, session, epochs, rng)",
        "page": SHUFFLE,
        "pieces": True,
        "cases": [
            case("once", [2.0, 1.0], [10.0, 20.0], [5, 3], 50, how="contents", seeds=[1]),
            case("once", EQUAL_X, EQUAL_Y, APART, 3, how="contents", seeds=[2], kept=True),
            case("together", X[:5], [6.0, 6.0, 8.0, 8.0, 6.0], [6, 6, 8, 8, 6], 50, how="runs", seeds=[3]),
            case("fresh", X[:4], [0.0, 1.0, 2.0, -1.0], [5, 6, 7, 7], 1000, how="chances", seeds=[4]),
            case("fresh", EIGHTEEN, EIGHTEEN, list(range(18)), 100, how="variety", seeds=[5]),
            case("generator", EIGHTEEN, EIGHTEEN, list(range(18)), 2, how="variety", seeds=[6, 6]),
            case("generator", EIGHTEEN, EIGHTEEN, list(range(18)), 2, how="variety", seeds=[6, 7]),
            case("generator", EIGHTEEN, EIGHTEEN, list(range(18)), 2, how="variety", seeds=[6, None]),
            case("generator", EIGHTEEN, EIGHTEEN, list(range(18)), 1, how="variety", seeds=[6, 7]),
        ],
    },
    "q4": {
        "asks": "sgd(x, y, session, orders, start, rate, decay)",
        "page": LOOP,
        "cases": [
            case("single", X[:4], [2.0, -1.0, 3.0, 0.0], ONE_EACH, [[2, 0, 3, 1]], [0.5, -1.0], 0.02, 0.0, how="rows"),
            case("mean", X, Y, SEVERAL, [[9, 7, 4]], [0.5, -1.0], 0.02, 0.0, how="rows"),
            case("decay", X[:4], [2.0, -1.0, 3.0, 0.0], ONE_EACH, [[2, 0, 3, 1]], [0.5, -1.0], 0.02, 0.5, how="rows"),
            case("run", EQUAL_X, EQUAL_Y, ANY, [[9, 7, -40], [-40, 9, 7]], [0.5, -1.0], 0.02, 0.5, kept=True),
            case("run", EQUAL_X, EQUAL_Y, ANY, [[-40, 9, 7]], [2, -5], 0.02, 0.5),
        ],
    },
    "q5": {
        "asks": "miss(gradients, batch)",
        "page": MISS,
        "cases": [
            case("equal", GRADIENTS, [0, 2, 0, 1, 1, 2, 0, 2, 1]),
            case("sizes", EQUAL_ROWS, [-30, 8, -30, -30, 0, 8, -30, 8, -30], kept=True),
        ],
    },
}

# What a person marks: the number of the question, what it is, and the name that shows that it was answered.
BY_HAND = [
    {"key": "q5", "what": "figure", "name": "figure"},
    {"key": "q6", "what": "written answer", "name": None},
]
