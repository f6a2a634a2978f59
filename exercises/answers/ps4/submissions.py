"""Whole submissions of the fourth problem set, which a test takes through nbgrader.

For each: what stands in its cells (the instructor's "solution", the name of an answer in this folder, other text, or
None for a cell that was deleted), the points that each question deserves, and phrases that the feedback shows.
"""

SUBMISSIONS = {
    # Draws with replacement throughout, divides every sum by the first size, averages ratios and losses, counts the
    # ridge among what makes examples differ, forgets a term and the errors. Each costs only what depends on it. No
    # figure, no text.
    "slips": (
        {
            "q1": "one_over_b_for_both",
            "q2": "divided_by_the_first_size",
            "q3": "mean_of_ratios",
            "q4": "ridge_in_the_variance",
            "q5": "mixed_term_forgotten",
            "q6": "average_of_the_excesses",
            "q7": "unweighted",
        },
        {"q1": 2, "q2": 1, "q3": 2, "q4": 2, "q5": 2, "q6": 0, "q7": 1},
        ["(Score: 10.0 / 20.0)", "The noise scale is a mean of ratios", "alpha is added to the variance too"],
    ),
    # Right in other ways than the solution, but for a scale upside down; a test cell that was deleted is put back. A
    # figure and a text await the marker.
    "another-way": (
        {
            "q1": "covariance_of_two_draws",
            "q2": "weights_of_examples",
            "q2-sizes": None,
            "q3": "scale_turned_over",
            "q4": "all_batches",
            "q5": "matrix",
            "q6": "queue",
            "q7": "search_for_the_best",
            "figure": "figure, axes = plt.subplots()\naxes.plot([1, 2])",
            "written": "A and C come back to 0.",
        },
        {"q1": 3, "q2": 2, "q3": 0, "q4": 3, "q5": 3, "q6": 2, "q7": 2},
        ["(Score: 15.0 / 20.0)", "The noise scale is upside down"],
    ),
}
