"""Python and JavaScript have the same words, limits and defaults, and neither takes one that the other lacks."""

import json
from dataclasses import fields
from shutil import copytree
from subprocess import CalledProcessError

import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse.batches import LAST_RULES, ORDERS, batch_slices
from mbcourse.playground import Choice, Settings
from mbcourse.playground.settings import AXES, LAST_RULE, PANELS, SCHEDULES, VIEWS
from tests.playground.javascript import SOURCE, javascript
from tools.vocabulary import vocabulary

WORDS = {"orders": tuple(ORDERS), "axes": AXES, "views": VIEWS, "schedules": tuple(SCHEDULES), "panels": PANELS}
RANGES = {"w": (-17, 19), "b": (-14, 12)}
EVERY_SETTING_CHANGED = Settings(
    (Choice(7, 0.2, "replacement"), Choice(1, schedule="cosine"), Choice(1, then=20)),
    600, 0.25, 9, 5, (3.5, -2.0), "updates", "near", "target", 0.02,
)  # fmt: skip


def entries(kind, source=SOURCE):
    return javascript(f'import {{ {kind.upper()} }} from "@/{kind}.js"\n{kind.upper()}', source)


# 1. Words


@pytest.mark.parametrize("kind", WORDS)
def test_the_scripts_know_python_words_and_have_a_label_for_each(kind):
    found = entries(kind)
    assert tuple(found) == WORDS[kind]
    labels = [entry["label"] for entry in found.values()]
    assert all(labels) and len(set(labels)) == len(labels)


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("changed", ["a word that only Python has", "a word that only the scripts have"])
def test_a_word_that_one_language_lacks_is_named(kind, changed, tmp_path):
    table = vocabulary()
    if changed == "a word that only Python has":
        table[kind].append(word := "planted")
    else:
        word = table[kind].pop()
    copy = copytree(SOURCE, tmp_path / "source")
    (copy / "vocabulary.json").write_text(json.dumps(table))
    with pytest.raises(CalledProcessError) as refused:
        entries(kind, copy)
    assert f"Error: {kind}: " in refused.value.stderr and word in refused.value.stderr


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_without_chance_gives_the_run_of_fit(order):
    line = mbcourse.lab_line()
    runs = [mbcourse.fit(line.x, line.y, batch_size=7, order=order, epochs=3, rng=seed) for seed in (0, 1)]
    drawn_by_chance = (runs[0].params != runs[1].params).any()
    data = json.dumps({"x": line.x.tolist(), "y": line.y.tolist()})
    slopes = [
        javascript(
            'import { Run } from "@/descent.js"\nimport { ErrorSurface } from "@/error_surface.js"\n'
            f'import {{ epochOrders }} from "@/orders.js"\nconst line = {data}\n'
            f'const orders = epochOrders(line, "{order}", {seed}, 7)\n'
            "const run = new Run(line, ErrorSurface.of(line), { batch: 7, rate: 0.1 }, [-15, -10], 3, orders)\n"
            "run.reach(run.total)\n[...run.slopes]"
        )
        for seed in (0, 1)
    ]
    assert (slopes[0] != slopes[1]) == drawn_by_chance
    if not drawn_by_chance:
        assert_allclose(slopes[0], runs[0].params[:, 0], rtol=1e-12)


def test_the_playground_plays_one_rule_for_the_last_batch():
    sizes = [(n, batch) for n in (2, 7, 60) for batch in range(1, n + 1)]
    cuts = javascript(
        f'import {{ Run }} from "@/descent.js"\nconst sizes = {json.dumps(sizes)}\n'
        "const line = (n) => ({ x: Array(n).fill(0) })\nconst surface = { loss: () => 0 }\n"
        "const run = ([n, batch]) => new Run(line(n), surface, { batch, rate: 0 }, [0, 0], 1, () => [])\n"
        "sizes.map(run).map((run) => [...Array(run.total).keys()].map((k) => run.cut(k + 1)))"
    )
    by_rule = {
        rule: [[[cut.start, cut.stop] for cut in batch_slices(n, batch, rule)] for n, batch in sizes]
        for rule in LAST_RULES
    }
    assert [rule for rule in LAST_RULES if by_rule[rule] == cuts] == [LAST_RULE]


# 2. Limits and defaults


def outermost():
    """Yield settings at each limit, which both languages take, and settings just outside, which neither takes."""
    limits = vocabulary()["limits"]
    (run,) = Settings().as_json()["runs"]
    visits = limits.pop("visits")[1]
    for name, (low, high) in limits.items():
        step = 1e-6 if name in ("rate", "noise", "target") else 1
        for value, takes in ((low, True), (high, True), (low - step, False), (high + step, False)):
            if name == "runs":
                yield {"runs": [run] * value}, takes
            elif name == "rate":
                yield {"runs": [{**run, "rate": value}]}, takes
            else:
                yield {"runs": [{**run, "batch": 1}], "epochs": 1, name: value}, takes
    for batch, takes in ((1, True), (60, True), (0, False), (61, False)):
        yield {"runs": [{**run, "batch": batch}]}, takes
        yield {"runs": [{**run, "then": batch}]}, takes or batch == 0
    for epochs, takes in ((visits // 10_000, True), (visits // 10_000 + 1, False)):
        yield {"points": 10_000, "epochs": epochs}, takes
    for start, takes in (((-17, -14), True), ((19, 12), True), ((19.1, 0), False), ((0, -14.1), False)):
        yield {"start": list(start)}, takes


def python_takes(settings):
    try:
        Settings.of_json(settings).shown_on(**RANGES)
    except ValueError:
        return False
    return True


def test_both_languages_have_the_same_limits():
    cases = [(Settings().as_json() | changes, takes) for changes, takes in outermost()]
    all_settings = json.dumps([settings for settings, _ in cases])
    scripts_take = javascript(
        'import { exact } from "@/settings.js"\n'
        f"const ranges = {json.dumps(RANGES)}\n"
        "const takes = (settings) => { try { exact(settings, ranges); return true } catch { return false } }\n"
        f"{all_settings}.map(takes)"
    )
    for (settings, takes), in_scripts in zip(cases, scripts_take, strict=True):
        assert (python_takes(settings), in_scripts) == (takes, takes), settings


@pytest.mark.parametrize(
    "changes",
    [
        {"axis": "seconds"},
        {"view": "far"},
        {"panel": "spread"},
        {"runs": [{"batch": 5, "rate": 0.1, "order": "sorted", "schedule": "constant", "then": 0}]},
        {"runs": [{"batch": 5, "rate": 0.1, "order": "given", "schedule": "linear", "then": 0}]},
        {"noise": "low"},
    ],
)
def test_what_an_author_wrote_is_never_replaced(changes):
    settings = json.dumps(Settings().as_json() | changes)
    with pytest.raises(CalledProcessError) as refused:
        javascript(f'import {{ exact }} from "@/settings.js"\nexact({settings}, {json.dumps(RANGES)})')
    (name, value), *_ = changes.items()
    shown = json.dumps(value, separators=(",", ":"))
    assert f"the playground cannot show {name} {shown}" in refused.value.stderr


def test_what_a_reader_wrote_is_brought_within_the_limits():
    tidied = javascript(
        'import { tidy } from "@/settings.js"\n'
        "const run = { batch: 1e9, rate: 9, order: 'no' }\n"
        "const wild = { runs: Array(9).fill(run), points: 1e9, noise: 9, seed: -1, epochs: 1e9, start: [99, -99] }\n"
        f"tidy({{ ...wild, axis: 0, view: 0 }}, {json.dumps(RANGES)})"
    )
    settings = Settings.of_json(tidied).shown_on(**RANGES)
    assert (len(settings.runs), settings.points, settings.epochs) == (4, 10_000, 20)
    assert settings.runs[0] == Choice(10_000, 1.5, "reshuffle")


def test_both_languages_write_settings_alike():
    """Same names in the same order: whether settings changed is told from their text."""
    defaults = json.dumps(Settings().as_json())
    assert javascript(
        f'import {{ tidy }} from "@/settings.js"\nJSON.stringify(tidy({{}}, {json.dumps(RANGES)}))'
    ) == javascript(f"JSON.stringify({defaults})")


# 3. Links


def test_a_link_says_the_same_in_both_languages():
    for field in fields(Settings):
        assert getattr(EVERY_SETTING_CHANGED, field.name) != getattr(Settings(), field.name), "a link says all of them"
    written, back = javascript(
        'import { fromHash, toHash } from "@/address.js"\n'
        f'const written = toHash("playground", {json.dumps(EVERY_SETTING_CHANGED.as_json())})\n'
        '[written, fromHash("playground", written, {})]'
    )
    assert Settings.of_json(back) == EVERY_SETTING_CHANGED
    assert Settings().linked(written.removeprefix("#playground?")) == EVERY_SETTING_CHANGED


def test_a_link_to_a_run_says_only_what_is_unusual_after_its_order():
    """So that links are as short as before there were schedules; the links of then are still read."""
    written = javascript(
        f'import {{ toHash }} from "@/address.js"\ntoHash("playground", {json.dumps(EVERY_SETTING_CHANGED.as_json())})'
    )
    runs = ["7,0.2,replacement", "1,0.1,reshuffle,cosine", "1,0.1,reshuffle,constant,20"]
    assert [part.removeprefix("run=") for part in written.split("?")[1].split("&")[:3]] == runs
    assert tuple(Choice.of_text(run.replace(",", " ")) for run in runs) == EVERY_SETTING_CHANGED.runs


def test_what_a_link_leaves_out_stays_in_both_languages():
    link = "run=20,0.3,given&axis=examples"
    back = javascript(
        'import { fromHash } from "@/address.js"\n'
        f'fromHash("playground", "#playground?{link}", {json.dumps(EVERY_SETTING_CHANGED.as_json())})'
    )
    assert Settings.of_json(back) == EVERY_SETTING_CHANGED.linked(link)
