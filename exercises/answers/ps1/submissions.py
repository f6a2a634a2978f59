"""Whole submissions of the first problem set, which a test takes through nbgrader.

For each: what stands in its cells (the instructor's "solution", the name of an answer in this folder, other text, or
None for a cell that was deleted), the points that each question deserves, and phrases that the feedback shows.
"""

SUBMISSIONS = {
    # Never uses the weights, and draws no figure. Everything that does not depend on weights is right.
    "forgot-the-weights": (
        {
            **dict.fromkeys(("q1", "q4", "q5", "q7"), "solution"),
            **dict.fromkeys(("q2", "q3", "q6"), "forgot_weights"),
        },
        {"q1": 1, "q2": 1, "q3": 2, "q4": 2, "q5": 4, "q6": 1, "q7": 1},
        ["(Score: 12.0 / 20.0)", "The weights are not used: every example counts the same."],
    ),
    # Stops after question 5. Forward for central differences: right on a plane. The history lacks its last row: the
    # points on the way are right, the complete history is not. What question 1 writes to stderr costs nothing.
    "stopped-halfway": (
        {
            "q1": "import sys\n\n\ndef predict(x, w, h):\n    print('look out', file=sys.stderr)\n"
            "    return h + w * (x - ANCHOR)",
            "q2": "loop",
            "q3": "sum_for_mean",
            "q4": "forward",
            "q5": "records_before_updating",
        },
        {"q1": 1, "q2": 2, "q3": 2, "q4": 1, "q5": 2, "q6": 0, "q7": 0},
        ["The gradient is a sum over the examples"],
    ),
    # Prints instead of returning, has the gradient's sign wrong, uses one learning rate for all, and a syntax error
    # in question 7. The rest is right, and is not held back by them; a test cell that was deleted is put back. A
    # figure and a text await the marker.
    "many-slips": (
        {
            "q1": "torch",
            "q2": "prints",
            "q3": "sign",
            "q4": "solution",
            "q4-curved": None,
            "q5": "first_rate_only",
            "q6": "closed_form",
            "q7": "def distances(history, minimum)\n    return history",
            "figure": "figure, axes = plt.subplots()\naxes.plot([1, 2])\nprint('<script>alert(1)</script>')",
            "written": "It is too steep. <script>alert(2)</script>",
        },
        {"q1": 1, "q2": 0, "q3": 0, "q4": 2, "q5": 3, "q6": 2, "q7": 0},
        ["the function prints its result; it has to return it", "alert(1)"],
    ),
}
