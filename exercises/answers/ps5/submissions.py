"""Whole submissions of the fifth problem set, which a test takes through nbgrader.

For each: what stands in its cells (the instructor's "solution", the name of an answer in this folder, other text, or
None for a cell that was deleted), the points that each question deserves, and phrases that the feedback shows.
"""

SUBMISSIONS = {
    # Divides by 0, averages means, loses a batch, takes ties for better, mixes decay into the gradient, keeps one order
    # for all epochs, and takes overlapping splits for independent ones. Each costs only what depends on it. No figure,
    # no text.
    "slips": (
        {
            "q1": "nan_by_a_constant_column",
            "q2": "mean_of_means",
            "q3": "last_batch_lost",
            "q4": "ties_are_new",
            "q5": "penalty_in_the_gradient",
            "q6": "mean_of_means",
            "q7": "order_stays",
            "q8": "no_correction",
        },
        {"q1": 1, "q2": 2, "q3": 1, "q4": 1, "q5": 1, "q6": 1, "q7": 2, "q8": 1},
        ["(Score: 10.0 / 20.0)", "A column that is constant", "A loss that equals"],
    ),
    # Right in other ways than the solution, but for a state that a global keeps; a test cell that was deleted is put
    # back. A figure and a text await the marker.
    "another-way": (
        {
            "q1": "column_by_column",
            "q2": "optim",
            "q3": "numpy",
            "q3-last": None,
            "q4": "windows",
            "q5": "torch_optim",
            "q6": "embedding",
            "q7": "state_in_a_global",
            "q8": "pairs",
            "figure": "figure, axes = plt.subplots()\naxes.plot([1, 2])",
            "written": "The corrected interval is wider.",
        },
        {"q1": 2, "q2": 3, "q3": 2, "q4": 2, "q5": 2, "q6": 2, "q7": 0, "q8": 2},
        ["(Score: 15.0 / 20.0)"],
    ),
}
