"""The directive ``order-lines``, what it says of a key that does not fit, and the tasks of the book, which are run."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import partial
from itertools import islice, pairwise, product

import numpy as np
import pytest
import torch

import mbcourse
from mbcourse import optim, torch_train
from tests.book.pages import BOOK, CHAPTERS, notebook
from tests.book.small_books import build

CONFIG = """
import sys
sys.path.insert(0, {folder!r})
extensions = ["myst_nb", "playground", "order_lines"]
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "dollarmath", "tasklist"]
html_static_path = [{assets!r}]
"""
LISTED = ["return y", "y = x + 2", "def twice(x):", "y = x + x"]
PROGRAM = ["def twice(x):", "    y = x + x", "    return y"]
KEY = {"programs": [PROGRAM], "mistakes": {"y = x + 2": "It adds *two*."}, "why": "It adds $x$ to itself."}


def cell(listed: list[str] = LISTED) -> str:
    return "\n".join([":::{order-lines}", "```python", *listed, "```", ":::"])


def keyed(**changed) -> list[dict]:
    return [KEY | changed]


# The text of a cell, and `order-lines` in its metadata.
RIGHT = {
    "one": (cell(), [KEY]),
    "two-programs": (
        cell(["b = 2", "c = 3", "a = 1"]),
        [{"programs": [["a = 1", "b = 2", "c = 3"], ["b = 2", "a = 1", "c = 3"]], "mistakes": {}, "why": "They are."}],
    ),
    "two-in-a-box": (f"::::{{admonition}} Box\n{cell()}\n\n{cell()}\n::::", [KEY, KEY]),
    "none": ("```python\na = 1\n```", None),
}
WRONG = {
    "empty": (":::{order-lines}\n:::", [KEY], "write one block of code"),
    "text": (":::{order-lines}\nreturn y\n:::", [KEY], "write one block of code"),
    "no-key": (cell(), None, "say programs, mistakes and why, not no mapping"),
    "no-why": (cell(), [{"programs": [PROGRAM], "mistakes": {}}], "mistakes and why, not mistakes, programs"),
    "blank-why": (cell(), keyed(why=" "), "`why` says in a sentence"),
    "no-program": (cell(), keyed(programs=[]), "`programs` is a list of programs"),
    "flat": (cell(), keyed(programs=PROGRAM), "program 1: it is a list of lines"),
    "blank": (cell(), keyed(programs=[["", *PROGRAM]]), "program 1: it is a list of lines, none of them blank"),
    "indent": (cell(), keyed(programs=[[*PROGRAM[:2], "  return y"]]), "program 1: line 3 is indented by steps of 4"),
    "syntax": (cell(), keyed(programs=[[PROGRAM[0], "y = x + x", PROGRAM[2]]]), "program 1: line 2 is not Python"),
    "differ": (cell(), keyed(programs=[PROGRAM, [*PROGRAM[:2], "    return 2 * x"]]), "program 2: its lines are not"),
    "fewer": (cell(), keyed(programs=[PROGRAM, PROGRAM[:2]]), "program 2: its lines are not those of program 1"),
    "same": (cell(), keyed(programs=[PROGRAM, PROGRAM]), "program 2: it stands there twice"),
    "list": (cell(), keyed(mistakes=["y = x + 2"]), "`mistakes` maps each line"),
    "no-feedback": (cell(), keyed(mistakes={"y = x + 2": ""}), "the feedback to a mistake is missing: 'y = x + 2'"),
    "no-mistake": (cell(), keyed(mistakes={"return y": "Not here."}), "has a line of the program: 'return y'"),
    "lacks": (cell(LISTED[1:]), [KEY], "the listing lacks 'return y'"),
    "spare": (cell([*LISTED, "y = x"]), [KEY], "the listing has, and the key has not, 'y = x'"),
    "twice": (cell([*LISTED, "return y"]), [KEY], "the listing has, and the key has not, 'return y'"),
    "indented": (cell(["    return y", *LISTED[1:]]), [KEY], "line 1 of the listing is blank or indented"),
    "unshuffled": (cell(["def twice(x):", "y = x + 2", "y = x + x", "return y"]), [KEY], "shuffle them"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build a page for each case; return what reads a page, and what Sphinx said of each."""
    config = CONFIG.format(folder=str(BOOK / "_extensions"), assets=str(BOOK / "_assets"))
    return build(tmp_path_factory.mktemp("order-lines"), config, "order-lines", "lines", RIGHT | WRONG)


def test_the_listing_stands_in_the_text_and_the_answer_at_the_end(built):
    page, said = built("one")
    assert said == ""
    host = page.select_one(".mb-order[data-key='one/lines/order-lines-1']")
    assert host.pre.get_text().splitlines() == LISTED
    (end,) = page.select(".mb-answers > #order-lines-1-answers > details.mb-answer")
    assert end.select_one(".mb-order-program pre").get_text().splitlines() == PROGRAM
    assert end.select_one(".mb-order-mistake pre").get_text() == "y = x + 2\n"
    assert end.select_one(".mb-order-mistake > p").decode_contents() == "It adds <em>two</em>."
    assert end.select_one(".mb-order-why p").get_text().startswith("It adds")


def test_all_right_programs_stand_at_the_end(built):
    page, said = built("two-programs")
    assert said == ""
    assert [one.get_text() for one in page.select(".mb-order-program pre")] == [
        "a = 1\nb = 2\nc = 3\n",
        "b = 2\na = 1\nc = 3\n",
    ]


def test_a_listing_and_its_answer_lead_to_each_other(built):
    page, said = built("two-in-a-box")
    assert said == ""
    for number, host in enumerate(page.select(".admonition .mb-order"), 1):
        assert host.select_one(".mb-number a")["href"] == f"#order-lines-{number}-answers"
        assert page.select(f".mb-answers > #order-lines-{number}-answers > p > a[href='#{host['id']}']")


@pytest.mark.parametrize(("name", "loaded"), [("one", 1), ("none", 0)])
def test_only_a_page_with_lines_to_order_loads_the_script_and_the_style_sheet(built, name, loaded):
    page, _ = built(name)
    assert len(page.select("script[src*='order-lines.js'][defer]")) == loaded
    assert len(page.select("link[href*='order-lines-style.css']")) == loaded


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_said_of_the_lines_in_their_cell(built, name):
    page, said = built(name)
    assert WRONG[name][2] in said
    assert "order-lines: cell lines, order-lines 1: " in said
    assert page.select(".mb-order") == []


# The tasks of the book


LINE = mbcourse.lab_line()


def bgd_rows(names: dict) -> list[np.ndarray]:
    return [names["train"](np.array([-15.0, -10.0]), 0.1, 10)]


def batches_of_three_epochs(names: dict) -> list[np.ndarray]:
    batches = names["batches"](LINE.x, LINE.y, 25, 3, np.random.default_rng(7))
    return [points for batch in islice(batches, 1000) for points in batch]


def small_gradients(w: np.ndarray) -> np.ndarray:
    return np.array([1.0, 1e-4, 1e-8]) * (w - np.array([1.0, 0.0, -1.0]))


def adamw_ends(names: dict) -> list[np.ndarray]:
    return [names["adamw"](np.array([3.0, -2.0, 1.0]), small_gradients, 0.01, 0.5, updates) for updates in (1, 50)]


def package_adamw() -> list[np.ndarray]:
    ends = []
    for updates in (1, 50):
        w, state = np.array([3.0, -2.0, 1.0]), optim.State()
        for _ in range(updates):
            w, state = optim.adamw(w, small_gradients(w), state, 0.01, weight_decay=0.5)
        ends.append(w)
    return ends


def package_rows() -> list[np.ndarray]:
    return [mbcourse.train_bgd(LINE.x, LINE.y, learning_rate=0.1, epochs=10).params]


def package_batches() -> list[np.ndarray]:
    rng = np.random.default_rng(7)
    chosen = [index for _ in range(3) for index in mbcourse.minibatches(60, 25, rng=rng)]
    return [points for index in chosen for points in (LINE.x[index], LINE.y[index])]


LOSSES = {
    "training": [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    "validation": [9, 5, 6, 7, 4, 6, 5, 6, 1, 0],
    "test": [9, 3, 4, 5, 2, 1, 0, 5, 6, 7],
}


class Training:
    """A run whose losses are known beforehand, and whose weight, in place, counts its epochs."""

    def __init__(self) -> None:
        self.weight = np.array([-1.0])

    def state_dict(self) -> dict[str, np.ndarray]:
        return {"weight": self.weight}

    def train_epoch(self) -> None:
        self.weight += 1

    def loss(self, part: str) -> int:
        return LOSSES[part][int(self.weight[0])]  # fails after the last epoch, which ends every loop


def kept_weights(names: dict) -> list[np.ndarray]:
    run = Training()
    return [names["fit"](run, 3)["weight"], run.weight]


def package_weights() -> list[np.ndarray]:
    return [np.array([float(epoch)]) for epoch in mbcourse.stopping.best_epoch(LOSSES["validation"], 3)]


def squared(model: torch.nn.Linear, tokens: torch.Tensor) -> torch.Tensor:
    """Losses of a batch, batch x length, which differ in every place, padding included."""
    return (model(tokens[..., None])[..., 0] - 1) ** 2


HELPERS = {
    "train_epoch": Training.train_epoch,
    **{f"{part}_loss": partial(Training.loss, part=part) for part in LOSSES},
    "deepcopy": deepcopy,
    "stopping": mbcourse.stopping,
    "losses": squared,
    "cross_entropy": torch.nn.functional.cross_entropy,
}
MANY = mbcourse.make_line(400, noise=1.0, rng=0)
RATES = np.geomspace(0.01, 3, 14)  # widths: examples within about one of them are averaged


def split_shuffled() -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(1)
    return [(rng.permutation(train), test) for train, test in mbcourse.folds(400, 5, rng)]


def score(rate: float, fit: np.ndarray, test: np.ndarray) -> float:
    """Minus the squared error on `test` of local averages of the targets, which fits its own examples too well."""
    weights = np.exp(-(((MANY.x[test][:, None] - MANY.x[fit]) / rate) ** 2))
    return -np.mean((weights @ MANY.y[fit] / weights.sum(axis=1) - MANY.y[test]) ** 2)


def nested_accuracy(names: dict) -> list[np.ndarray]:
    return [names["nested"](score, RATES, split_shuffled())]


def package_nested() -> list[np.ndarray]:
    costs = [[-score(rate, train[64:], train[:64]) for rate in RATES] for train, _ in split_shuffled()]
    best, _ = mbcourse.tuning.best_rates(costs, np.ones(5), RATES)
    return [np.mean([score(rate, *split) for rate, split in zip(best, split_shuffled(), strict=True)])]


IMAGES = mbcourse.digits()
PIXELS, LABELS = torch.tensor(IMAGES.x[:20]), torch.tensor(IMAGES.y[:20])


def weights_after(update: Callable, sizes: list[int]) -> list[np.ndarray]:
    """The weights after two updates, each on all 20 images, cut into pieces of these sizes."""
    model = torch_train.mlp((64, 10), rng=0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(2):
        update(model, optimizer, zip(PIXELS.split(sizes), LABELS.split(sizes), strict=True))
    return [parameter.detach().numpy() for parameter in model.parameters()]


def weights_of_pieces(names: dict) -> list[np.ndarray]:
    return [array for sizes in ([7, 12, 1], [10, 5, 5]) for array in weights_after(names["update"], sizes)]


def update_at_once(model: torch.nn.Module, optimizer: torch.optim.Optimizer, pieces: Iterable) -> None:
    ((x, y),) = pieces
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()


def weights_of_the_batch() -> list[np.ndarray]:
    return 2 * weights_after(update_at_once, [20])


def unequal_batches() -> list[tuple[torch.Tensor, torch.Tensor]]:
    tokens = torch.arange(1.0, 16.0, dtype=torch.float64).reshape(3, 5) / 10
    masks = torch.arange(5) < torch.tensor([[5], [3], [1]])
    return [(tokens[:1], masks[:1]), (tokens[1:], masks[1:])]


def one_update(names: dict) -> list[np.ndarray]:
    model = torch.nn.Linear(1, 1, dtype=torch.float64)
    model.load_state_dict({"weight": torch.tensor([[0.5]]), "bias": torch.tensor([0.2])})
    for part in model.parameters():
        part.grad = torch.ones_like(part)  # left over from before
    names["update"](model, torch.optim.SGD(model.parameters(), lr=0.1), unequal_batches())
    return [part.detach().numpy() for part in model.parameters()]


def update_by_hand() -> list[np.ndarray]:
    x = np.concatenate([tokens[mask].numpy() for tokens, mask in unequal_batches()])
    residuals = 0.5 * x + 0.2 - 1
    return [0.5 - 0.1 * np.mean(2 * residuals * x), 0.2 - 0.1 * np.mean(2 * residuals)]


class Ranks:
    """Two ranks as threads, with the part of `torch.distributed` that a program may call."""

    def __init__(self) -> None:
        self.meeting = threading.Barrier(2, timeout=5)
        self.given: dict[int, torch.Tensor] = {}
        self.of_thread = threading.local()

    def get_world_size(self) -> int:
        return 2

    def all_reduce(self, tensor: torch.Tensor) -> None:
        tensor.data.copy_(sum(self.exchanged(tensor)))

    def broadcast(self, tensor: torch.Tensor, src: int) -> None:
        tensor.data.copy_(self.exchanged(tensor)[src])

    def exchanged(self, tensor: torch.Tensor) -> list[torch.Tensor]:
        self.given[self.of_thread.rank] = tensor.detach().clone()
        self.meeting.wait()
        everyone = [self.given[rank] for rank in range(2)]
        self.meeting.wait()
        return everyone

    def call(self, function: Callable[[int], list[np.ndarray]]) -> list[np.ndarray]:
        """Return what the function gives for each rank, one after the other."""

        def one(rank: int) -> list[np.ndarray]:
            self.of_thread.rank = rank
            try:
                return function(rank)
            except Exception:
                self.meeting.abort()  # the other does not wait for it
                raise

        with ThreadPoolExecutor(2) as pool:
            return [value for result in pool.map(one, range(2)) for value in result]


PLANE = np.random.default_rng(0).standard_normal((9, 3))  # two inputs and a target
SHARDS = np.split(PLANE, [6])


def plane_weights() -> list[torch.Tensor]:
    return [torch.tensor([1.0, -1.0], dtype=torch.float64), torch.tensor(0.5, dtype=torch.float64)]


def plane_losses(weights: list[torch.Tensor], points: np.ndarray) -> torch.Tensor:
    x, y = torch.tensor(points[:, :2]), torch.tensor(points[:, 2])
    return (x @ weights[0] + weights[1] - y).square()


def steps_of_ranks(names: dict) -> list[np.ndarray]:
    ranks = names["dist"] = Ranks()

    def two_steps(rank: int) -> list[np.ndarray]:
        weights = [weight.requires_grad_() for weight in plane_weights()]
        for _ in range(2):
            count = torch.tensor(len(SHARDS[rank]))
            names["step"](weights, plane_losses(weights, SHARDS[rank]).sum(), count, 0.1)
        return [weight.detach().numpy() for weight in weights]

    return ranks.call(two_steps)


def steps_of_one_process() -> list[np.ndarray]:
    weights = [weight.requires_grad_() for weight in plane_weights()]
    optimizer = torch.optim.SGD(weights, lr=0.1)
    for _ in range(2):
        optimizer.zero_grad()
        plane_losses(weights, PLANE).mean().backward()
        optimizer.step()
    return 2 * [weight.detach().numpy() for weight in weights]


# What a task's program gives, and what the package does.
TASKS = {
    "part-1/03-batch-gradient-descent": (bgd_rows, package_rows),
    "part-1/05-mini-batches": (batches_of_three_epochs, package_batches),
    "part-3/12-a-loop-you-can-trust": (kept_weights, package_weights),
    "part-3/13-momentum-and-adam": (adamw_ends, package_adamw),
    "part-3/14-choosing-a-batch-size": (nested_accuracy, package_nested),
    "part-3/15-what-the-hardware-wants": (weights_of_pieces, weights_of_the_batch),
    "part-3/16-images-text-and-sound": (one_update, update_by_hand),
    "part-3/17-across-machines": (steps_of_ranks, steps_of_one_process),
}


def key_of(entry: str) -> dict:
    (key,) = [key for cell in notebook(entry).cells for key in cell.metadata.get("order-lines", [])]
    return key


def is_right(entry: str, program: list[str]) -> bool:
    """Run a program; tell whether it gives what the package does."""
    results, wanted = TASKS[entry]
    names = {"np": np, "torch": torch, "x": LINE.x, "y": LINE.y, **HELPERS}
    try:
        exec("\n".join(program), names)
        given, wanted = results(names), wanted()
        return len(given) == len(wanted) and all(map(np.allclose, given, wanted))
    except Exception:  # whatever it raises
        return False


def indented(line: str, steps: int) -> str:
    return " " * 4 * steps + line.strip()


def steps(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 4


def test_the_chapters_with_a_task_are_known():
    with_task = [entry for entry in CHAPTERS if any("order-lines" in cell.metadata for cell in notebook(entry).cells)]
    assert with_task == list(TASKS)


@pytest.mark.parametrize("entry", TASKS)
def test_every_program_gives_what_the_package_does(entry):
    assert all(is_right(entry, program) for program in key_of(entry)["programs"])


@pytest.mark.parametrize("entry", TASKS)
def test_every_mistake_makes_a_program_wrong_wherever_it_stands(entry):
    key = key_of(entry)
    for program, mistake in product(key["programs"], key["mistakes"]):
        for at, line in enumerate(program):
            spoiled = [*program[:at], indented(mistake, steps(line)), *program[at + 1 :]]
            assert not is_right(entry, spoiled), spoiled


@pytest.mark.parametrize("entry", TASKS)
def test_no_neighbours_can_change_places(entry):
    key = key_of(entry)
    for program in key["programs"]:
        for (at, line), (_, following) in pairwise(enumerate(program)):
            for first, second in ((steps(following), steps(line)), (steps(line), steps(following))):
                swapped = [indented(following, first), indented(line, second)]
                other = [*program[:at], *swapped, *program[at + 2 :]]
                assert other in key["programs"] or not is_right(entry, other), other


@pytest.mark.parametrize("entry", TASKS)
def test_no_other_indentation_is_right(entry):
    key = key_of(entry)
    deepest = max(map(steps, key["programs"][0]))
    for program in key["programs"]:
        for at, line in enumerate(program):
            for other in set(range(deepest + 1)) - {steps(line)}:
                moved = [*program[:at], indented(line, other), *program[at + 1 :]]
                assert not is_right(entry, moved), moved
