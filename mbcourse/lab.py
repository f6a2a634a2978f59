"""The numbers of the lab that the course starts from: its line, its points, its descent, its view of the loss.

Whatever else in the package defaults to the lab's setting takes it from here.

Examples
--------
>>> from mbcourse import ErrorSurface, lab, lab_line
>>> line = lab_line()
>>> len(line.x) == lab.POINTS
True
>>> round(float(ErrorSurface(line.x, line.y).loss(*lab.START)), 3)
835.276
"""

SLOPE = 1.0
"""Slope of the line that the points were drawn from."""

INTERCEPT = -1.0
"""Intercept of that line."""

POINTS = 60
"""Number of points."""

X_RANGE = (-3.0, 3.0)
"""Range of x; the upper end is left out."""

NOISE = 0.1
"""Standard deviation of the noise in y."""

START = (-15.0, -10.0)
"""Slope and intercept where every run starts."""

LEARNING_RATE = 0.1
"""The step size."""

EPOCHS = 10
"""Passes over the data."""

W_RANGE = (-17.0, 19.0)
"""Slopes over which the loss is drawn."""

B_RANGE = (-14.0, 12.0)
"""Intercepts over which the loss is drawn."""
