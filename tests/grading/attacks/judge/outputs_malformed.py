"""Report outputs that are none: of other types, without their parts, with parts that are something else."""

# %% own
from outside import actions

honest = actions["run"]
DEEP = [[[[[[[[{}]]]]]]]]
MALFORMED = [
    None,
    1,
    "text",
    [],
    {},
    DEEP,
    {"output_type": None},
    {"output_type": []},
    {"output_type": "execute_result"},
    {"output_type": "error"},
    {"output_type": "stream", "name": 7, "text": {"a": DEEP}},
    {"output_type": "stream", "text": "\ud800\0\x1b[2J"},
    {"output_type": "display_data", "data": [1]},
    {"output_type": "display_data", "data": {"text/plain": None}},
    {"output_type": "display_data", "data": {"image/png": "no base64", "image/jpeg": {"a": 1}, "text/html": 1}},
    {"output_type": "execute_result", "data": {"text/plain": 16}, "execution_count": "x", "metadata": 3},
    {"output_type": "error", "ename": DEEP, "evalue": 1, "traceback": "abc"},
    {"output_type": "error", "ename": "", "evalue": "", "traceback": [1, None, DEEP]},
    {"output_type": "update_display_data", "data": {}},
    {"output_type": "clear_output"},
]


def run(source):
    honest(source)
    return {"outputs": MALFORMED}


actions["run"] = run
