"""Whole submissions of the second problem set, which a test takes through nbgrader.

For each: what stands in its cells (the instructor's "solution", the name of an answer in this folder, other text, or
None for a cell that was deleted), the points that each question deserves, and phrases that the feedback shows.
"""

SUBMISSIONS = {
    # Copies the iterator that everyone copies, resets the global seed and restarts the schedule. No figure, no text.
    "copied-from-the-web": (
        {
            "q1": "always_drops",
            "q2": "keeps_a_short_piece",
            "q3": "resets_the_global_seed",
            "q4": "schedule_restarts",
            "q5": "weighted_by_size",
        },
        {"q1": 3, "q2": 1, "q3": 3, "q4": 3, "q5": 1},
        ["(Score: 11.0 / 20.0)", "The sessions that are left over are lost", "A seed inside the function"],
    ),
    # Right in other ways than the solution, and one loop that never ends. A figure and a text await the marker.
    "another-way": (
        {
            "q1": "never_ends",
            "q2": "one_name_at_a_time",
            "q3": "standard_library",
            "q4": "moments",
            "q5": "complex_numbers",
            "figure": "figure, axes = plt.subplots()\naxes.plot([1, 2])",
            "written": "Neighbours have the same gradient.",
        },
        {"q1": 0, "q2": 2, "q3": 4, "q4": 4, "q5": 2},
        ["(Score: 12.0 / 20.0)", "yields more than 5000 pieces and seems never to end"],
    ),
}
