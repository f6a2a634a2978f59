"""Checkpoints: a run resumed from one is the run without a stop, bit for bit, and needs every item for it."""

import random
from io import BytesIO

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset

from mbcourse.batches import ORDERS
from mbcourse.torch_train import Minibatches, initialise, restore, snapshot

EPOCHS, PER_EPOCH = 4, 5
STOPS = [2, 5, 7, 13]  # within the first epoch, after the last batch of an epoch, within the second and the third
RNG = np.random.default_rng(0)
X, Y = torch.tensor(RNG.standard_normal((45, 4))), torch.tensor(RNG.integers(3, size=45))

OPTIMIZERS = {
    "SGD": lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9),
    "RMSprop": lambda parameters: torch.optim.RMSprop(parameters, lr=0.01),
    "AdamW": lambda parameters: torch.optim.AdamW(parameters, lr=0.02),
}


@pytest.fixture(autouse=True)
def _global_random_states_stay():
    states = torch.get_rng_state(), random.getstate()
    yield
    torch.set_rng_state(states[0]), random.setstate(states[1])


class Run:
    """A run in which every item matters: batch normalisation, dropout, augmentation, momentum, a schedule, patience."""

    def __init__(self, seed, optimizer="SGD", **loading):
        torch.manual_seed(seed), random.seed(seed)
        self.model = initialise(
            nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Dropout(), nn.Linear(8, 3)).double(), seed
        )
        self.optimizer = OPTIMIZERS[optimizer](self.model.parameters())
        self.scheduler = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda epoch: 0.7**epoch)
        self.sampler, self.rng = Minibatches(45, 9, rng=seed), np.random.default_rng([seed, 1])
        loading = {"dataset": TensorDataset(X, Y), "generator": torch.Generator(), **loading}
        self.loader = DataLoader(sampler=self.sampler, batch_size=None, **loading)
        self.parts = (self.model, self.optimizer, self.scheduler, self.sampler, self.rng)
        self.counts = {"epoch": 0, "batches_done": 0, "updates": 0, "best": float("inf"), "patience": 3}

    def train(self, until=-1):
        counts = self.counts
        while counts["epoch"] < EPOCHS and counts["patience"] > 0:
            for x, y in self.loader if counts["updates"] != until else ():
                self.update(x, y)
                counts["batches_done"] += 1
                counts["updates"] += 1
                if counts["updates"] == until:
                    return self
            self.end_epoch()
        return self

    def update(self, x, y):
        self.model.train()
        noise = torch.tensor(self.rng.standard_normal(x.shape))  # NumPy's generator
        loss = nn.functional.cross_entropy(self.model(random.choice([x, -x]) + 0.1 * noise), y)  # Python's generator
        self.optimizer.zero_grad()
        (loss / (1 + self.counts["updates"])).backward()  # the count of updates
        self.optimizer.step()

    def end_epoch(self):
        self.scheduler.step()
        self.model.eval()
        with torch.no_grad():
            loss = nn.functional.cross_entropy(self.model(X), Y).item()
        counts = self.counts
        counts["patience"] = 3 if loss < counts["best"] else counts["patience"] - 1
        counts["best"] = min(loss, counts["best"])
        counts["epoch"], counts["batches_done"] = counts["epoch"] + 1, 0

    def saved(self):
        return snapshot(*self.parts, **self.counts)


def resumed(saved, seed=1, *options, **loading):
    """The end of a run that was built from another seed and goes on from a snapshot."""
    run = Run(seed, *options, **loading)
    run.counts = restore(saved, *run.parts)
    return run.train()


def through_a_file(saved):
    file = BytesIO()
    torch.save(saved, file)
    file.seek(0)
    return torch.load(file, weights_only=True)


def same(one, other):
    """Whether two snapshots, or parts of them, are the same to the bit."""
    if isinstance(one, torch.Tensor):
        return torch.equal(one, other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def straight(*options, **loading):
    return Run(0, *options, **loading).train().saved()


def same_model(one, other):
    return same(one["weights"], other["weights"]) and same(one["buffers"], other["buffers"])


# --- With all items: equality ---


# PyTorch's word to a scheduler that steps before the first update after resuming, at the end of an epoch.
@pytest.mark.filterwarnings("ignore:Detected call of `lr_scheduler.step")
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("workers", [0, 2])
def test_a_run_resumed_after_any_update_is_the_run_without_a_stop(optimizer, workers):
    expected = straight(optimizer)
    for stop in STOPS if workers == 0 else STOPS[2:3]:
        saved = through_a_file(Run(0, optimizer, num_workers=workers).train(until=stop).saved())
        assert same(resumed(saved, 1, optimizer, num_workers=workers).saved(), expected)


def test_a_snapshot_after_all_of_an_epoch_goes_on_with_the_next():
    run = Run(0).train(until=2 * PER_EPOCH)
    run.end_epoch()
    assert same(resumed(run.saved()).saved(), straight())


def test_a_snapshot_is_a_copy_that_neither_training_nor_resuming_changes():
    run = Run(0).train(until=7)
    saved = run.saved()
    before = through_a_file(saved)
    run.train()
    assert same(saved, before)
    first, second = (resumed(saved, seed).saved() for seed in (1, 2))
    assert same(saved, before) and same(first, second)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("rng", [7, np.random.default_rng([3, 4]), np.random.default_rng(3).spawn(1)[0], None])
def test_a_sampler_resumes_in_every_order_from_any_seed_and_place(order, rng):
    sampler = Minibatches(11, 4, order, rng=rng)
    state = sampler.state()
    epochs = [[batch.tolist() for batch in sampler] for _ in range(4)]
    assert sampler.state() == state
    for epoch, batches_done in [(0, 0), (0, 2), (1, 0), (2, 1), (2, 3)]:
        other = Minibatches(11, 4, order, rng=99)
        other.resume(state, epoch, batches_done)
        left = [[batch.tolist() for batch in other] for _ in range(4 - epoch)]
        assert left == [epochs[epoch][batches_done:], *epochs[epoch + 1 :]]
        assert other.state() == state


SCHEDULERS = {
    "StepLR": lambda optimizer: torch.optim.lr_scheduler.StepLR(optimizer, 2),
    "MultiStepLR": lambda optimizer: torch.optim.lr_scheduler.MultiStepLR(optimizer, [1, 3]),
    "LambdaLR": lambda optimizer: torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: 1 / (1 + k)),
    "OneCycleLR": lambda optimizer: torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps=9),
    "restarts": lambda optimizer: torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, 3),
    "plateau": lambda optimizer: torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=1),
    "warm-up": lambda optimizer: torch.optim.lr_scheduler.SequentialLR(
        optimizer,
        [torch.optim.lr_scheduler.LinearLR(optimizer), torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.5)],
        [2],
    ),
}


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_schedulers_rates_go_on(name):
    def built():
        model = initialise(nn.Linear(2, 1), 0)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        return model, optimizer, SCHEDULERS[name](optimizer)

    def rates(optimizer, scheduler, steps):
        found = []
        for _ in range(steps):
            optimizer.step()
            scheduler.step(*[1.0] * (name == "plateau"))
            found.append(optimizer.param_groups[0]["lr"])
        return found

    parts, others = built(), built()
    rates(*parts[1:], 3)
    restore(through_a_file(snapshot(*parts, epoch=0, batches_done=0, updates=3)), *others)
    assert rates(*others[1:], 5) == rates(*parts[1:], 5)


# --- Without one item: inequality ---

ITEMS = {
    "weights", "buffers", "optimizer", "scheduler", "torch_generator", "numpy_generators", "python_generator",
    "epoch", "batches_done", "updates",
}  # fmt: skip


def test_a_snapshot_holds_ten_items_and_what_else_it_is_given():
    assert set(Run(0).saved()) == {*ITEMS, "more"}


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_without_one_item_the_run_ends_with_another_model(item):
    saved, begun = Run(0).train(until=13).saved(), Run(1).saved()
    assert not same_model(resumed({**saved, item: begun[item]}).saved(), straight())


@pytest.mark.parametrize("generator", ["sampler", "rng"])
def test_each_of_numpys_generators_is_needed(generator):
    saved, begun = Run(0).train(until=13).saved(), Run(1).saved()
    saved["numpy_generators"][generator] = begun["numpy_generators"][generator]
    assert not same_model(resumed(saved).saved(), straight())


@pytest.mark.parametrize("name", ["best", "patience"])
def test_best_so_far_and_patience_decide_when_a_run_stops(name):
    run = Run(0).train(until=13)
    run.counts |= {"best": 0.0, "patience": 1}  # no later epoch is better, and the next one is the last
    saved = run.saved()
    assert resumed(saved).counts["epoch"] == 3
    saved["more"][name] = Run(1).saved()["more"][name]
    assert resumed(saved).counts["epoch"] == EPOCHS


# --- Where PyTorch ends it ---


def test_a_loader_without_a_generator_of_its_own_moves_the_dropout_at_each_pass():
    saved = Run(0, generator=None).train(until=7).saved()
    assert not same_model(resumed(saved, generator=None).saved(), straight(generator=None))


class Noisy(Dataset):
    """Examples with noise that is drawn where they are loaded."""

    def __getitem__(self, index):
        return X[index] + 0.1 * torch.randn(len(index), 4), Y[index]


@pytest.mark.parametrize(("stop", "exact"), [(7, False), (2 * PER_EPOCH, True)])
def test_what_workers_draw_resumes_at_the_end_of_an_epoch_and_not_within_one(stop, exact):
    loading = {"dataset": Noisy(), "num_workers": 2, "generator": None}
    run = Run(0, **loading).train(until=stop)
    if exact:
        run.end_epoch()
    assert same_model(resumed(run.saved(), **loading).saved(), straight(**loading)) == exact


# --- Bad input ---


class Cached(nn.Linear):
    """A layer with a buffer that its state_dict leaves out."""

    def __init__(self):
        super().__init__(2, 2)
        self.register_buffer("cache", torch.zeros(1), persistent=False)


def test_a_buffer_that_state_dict_leaves_out_is_kept():
    models = [Cached(), Cached()]
    optimizers = [torch.optim.SGD(model.parameters()) for model in models]
    models[0].cache += 3
    restore(snapshot(models[0], optimizers[0], epoch=0, batches_done=0, updates=0), models[1], optimizers[1])
    assert models[1].cache.item() == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"epoch": -1}, "epoch is -1: give a whole number, 0 or more"),
        ({"updates": 2.0}, "updates is 2.0"),
        ({"best": np.float64(0.5)}, r"best cannot be saved and read with weights_only=True: .* float\(loss\)"),
        ({"best": np.zeros(2)}, "best cannot be saved"),
        ({"best": lambda: 0}, "best cannot be saved"),
        ({"rng": np.random.Generator(np.random.MT19937(0))}, "numpy_generators cannot be saved"),
    ],
)
def test_what_cannot_be_saved_is_named_when_it_is_saved(changes, message):
    run = Run(0)
    with pytest.raises(ValueError, match=message):
        snapshot(*run.parts[:4], **{"rng": None, **run.counts, **changes})


def test_one_generator_in_two_places_is_refused():
    run = Run(0)
    with pytest.raises(ValueError, match="rng is also the generator of the sampler"):
        snapshot(*run.parts[:4], run.sampler.generator, **run.counts)


def test_a_run_that_is_built_otherwise_is_named_and_left_alone():
    saved = Run(1).train(until=3).saved()
    run, single = Run(0), Run(0).model.float()
    wider = nn.Sequential(nn.Linear(5, 8), *run.model[1:])
    before = run.saved()
    for parts, message in [
        ((run.model, run.optimizer), "scheduler is None but the snapshot holds one"),
        ((*run.parts[:3], None, run.rng), "sampler is None but the snapshot holds one"),
        (run.parts[:4], "rng is None but the snapshot holds one"),
        ((wider, *run.parts[1:]), r"weights '0.weight': the model has \(8, 5\) torch.float32, the snapshot \(8, 4\)"),
        ((single, *run.parts[1:]), r"weights '0.weight': the model has \(8, 4\) torch.float32"),
        ((nn.Sequential(*run.model[:3]), *run.parts[1:]), "weights '3.weight': the model has none, the snapshot"),
    ]:
        with pytest.raises(ValueError, match=message):
            restore(saved, *parts)
    lean = snapshot(run.model, run.optimizer, epoch=0, batches_done=0, updates=0)
    with pytest.raises(ValueError, match="scheduler is given but the snapshot holds none"):
        restore(lean, *run.parts)
    assert same(run.saved(), before)


@pytest.mark.parametrize(
    ("epoch", "batches_done", "message"), [(-1, 0, "epoch is -1"), (0, 6, "batches_done is 6: give .* from 0 to 5")]
)
def test_a_place_that_no_run_reaches_is_refused(epoch, batches_done, message):
    sampler = Minibatches(45, 9)
    with pytest.raises(ValueError, match=message):
        sampler.resume(sampler.state(), epoch, batches_done)
