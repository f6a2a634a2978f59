"""Whole submissions of the third problem set, which a test takes through nbgrader.

For each: what stands in its cells (the instructor's "solution", the name of an answer in this folder, other text, or
None for a cell that was deleted), the points that each question deserves, and phrases that the feedback shows.
"""

SUBMISSIONS = {
    # Squares large errors, lets each run go on where the last one ended, does not count small batches, stops looking at
    # the first loss below the target, and forgets zero_grad. Each costs only what depends on it. No figure, no text.
    "five-slips": (
        {
            "q1": "squared_error",
            "q2": "run_goes_on",
            "q3": "last_batch_not_counted",
            "q4": "first_time_below",
            "q5": "gradients_accumulate",
        },
        {"q1": 1, "q2": 3, "q3": 1, "q4": 1, "q5": 1},
        ["(Score: 7.0 / 20.0)", "A run begins where the one before it ended", "zero_grad is missing from the loop"],
    ),
    # Right in other ways than the solution, but for a line in single precision that meets data in double precision; a
    # test cell that was deleted is put back. A figure and a text await the marker.
    "another-way": (
        {
            "q1": "torch",
            "q2": "autograd",
            "q2-last": None,
            "q3": "lists",
            "q4": "running_maximum",
            "q5": "float32_line",
            "figure": "figure, axes = plt.subplots()\naxes.plot([1, 2])",
            "written": "Batch size 5 is not always best.",
        },
        {"q1": 2, "q2": 4, "q3": 2, "q4": 2, "q5": 0},
        ["(Score: 10.0 / 20.0)", "the function stopped with RuntimeError"],
    ),
}
