"""Return a column where a row is expected: their difference has as many numbers as both together, squared."""

# %% own
import base64

from outside import actions

ROWS = 1_000_000
COLUMN = {"array": ["<f8", [ROWS, 1], base64.b64encode(bytes(8 * ROWS)).decode()]}
actions["call"] = lambda **request: {"value": COLUMN, "printed": "", "afterwards": []}
