"""Show megabytes of output in each of ten cells."""

# %% own
from outside import actions

honest = actions["run"]
picture = {"output_type": "display_data", "data": {"image/png": "A" * 4_000_000, "text/plain": ""}}
text = {"output_type": "stream", "name": "stdout", "text": "x" * 300_000}
flood = {"outputs": [picture, picture, *[text] * 20]}


def run(source):
    honest(source)
    return flood


actions["run"] = run
# %% own times 10
pass
