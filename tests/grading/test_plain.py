"""Data sent between a student's process and the judge arrive unchanged; data that no honest side sends are refused."""

import gc
import json
import sys
import tracemalloc
from contextlib import suppress
from itertools import count

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mbcourse.grading.confined import plain
from tests.grading.values import VALUES, alike


def refuse_iterator(iterator):
    raise AssertionError(f"a test sent the iterator {iterator!r}")


def sent(value):
    """A value after it was sent as the text of a message."""
    return plain.decode(json.loads(json.dumps(plain.encode(value, refuse_iterator))))


@given(VALUES)
def test_every_value_arrives_unchanged(value):
    assert alike(sent(value), value)


@pytest.mark.parametrize("dtype", ["<f2", "<f4", ">f8", "<c16"])
def test_every_bit_of_a_nan_arrives(dtype):
    bits = np.random.default_rng(1).integers(256, size=np.dtype(dtype).itemsize * 100, dtype=np.uint8)
    bits[1::2] |= 0x7C  # among them NaNs of every kind
    array = bits.view(dtype)
    assert np.isnan(array).any()
    assert alike(sent(array), array)


def test_an_array_arrives_without_its_order_in_memory():
    fortran = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    for view in (fortran, fortran.T, fortran[:, ::-1], np.broadcast_to(1.5, (2, 2))):
        assert alike(sent(view), np.ascontiguousarray(view))


def test_a_tensor_keeps_requires_grad_but_no_graph():
    leaf = torch.ones(2, requires_grad=True)
    arrived = sent(2 * leaf)
    assert arrived.requires_grad and arrived.grad_fn is None
    assert arrived.tolist() == [2.0, 2.0]


def test_a_random_generator_continues_with_the_same_numbers():
    rng = np.random.default_rng(3)
    rng.random(5)
    (child,) = rng.spawn(1)
    for one in (rng, child):
        arrived = sent(one)
        assert arrived.random(7).tolist() == one.random(7).tolist()
        assert arrived.spawn(1)[0].random() == one.spawn(1)[0].random()


def test_of_other_kinds_of_generators_only_the_name_is_sent():
    assert type(sent(np.random.Generator(np.random.MT19937(1)))).__name__ == "Generator"


def test_of_subclasses_the_data_are_sent_and_no_behaviour():
    class Liar(np.ndarray):
        def __eq__(self, other):
            return np.True_

    class Ordered(dict):
        pass

    assert type(sent(np.zeros(2).view(Liar))) is np.ndarray
    assert type(sent(Ordered(a=1))) is dict


def test_of_anything_else_only_the_name_of_its_type_is_sent():
    class Thing:
        def __init__(self):
            self.value = 1

    for value in (Thing(), {"a": [Thing()]}["a"][0]):
        arrived = sent(value)
        assert type(arrived).__name__ == "Thing"
        assert not hasattr(arrived, "value")
    assert [type(sent(value)).__name__ for value in (b"a", len, object(), np.datetime64(0, "s"))] == [
        *("bytes", "builtin_function_or_method", "object", "datetime64")
    ]


def test_a_list_that_contains_itself_is_cut_off():
    circle = []
    circle.append(circle)
    arrived = sent(circle)
    for _ in range(plain.DEPTH - 1):
        (arrived,) = arrived
    assert type(arrived[0]).__name__ == "list"


def test_an_iterator_is_sent_as_a_number_by_which_its_items_are_requested():
    kept = []
    data = plain.encode([iter([1]), count()], lambda iterator: kept.append(iterator) or len(kept) - 1)
    first, second = plain.decode(data, lambda number: (number, kept[number]))
    assert (first[0], next(first[1]), second[0], next(second[1])) == (0, 1, 1, 0)
    with pytest.raises(plain.Malformed):
        plain.decode(data)  # no iterator is allowed here


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner, max_size=2),
)
CONTENTS = st.one_of(
    JSON,
    st.tuples(st.sampled_from(["<f8", "|b1", "<U3", "<U0", "|O", "<M8[s]", "|V8", "<f8,<f8", "f8"]), JSON, JSON),
    st.tuples(st.just("|u1"), st.lists(st.integers(-1, 2**70), max_size=3), st.sampled_from(["", "AA==", "AAAA"])),
    st.builds(  # almost the state of a random generator
        lambda state, inc, has, more, *seeds: [
            {
                "dict": [
                    *(["bit_generator", "PCG64"], ["state", {"dict": [["state", state], ["inc", inc]]}]),
                    *(["has_uint32", has], ["uinteger", more]),
                ]
            },
            *seeds,
        ],
        *[st.integers() | st.builds(lambda number: {"int": number}, JSON)] * 2,
        *[st.integers() | JSON] * 5,
    ),
)
MESSAGES = st.recursive(
    JSON | st.builds(lambda kind, content: {kind: content}, st.sampled_from([*plain.DECODERS, "iterator"]), CONTENTS),
    lambda inner: st.builds(
        lambda kind, content: {kind: content}, st.sampled_from([*plain.DECODERS]), st.lists(inner | st.lists(inner))
    ),
    max_leaves=5,
)


@given(MESSAGES)
def test_any_other_message_is_malformed_or_plain_data_and_imports_nothing(message):
    before = set(sys.modules)
    with suppress(plain.Malformed):
        json.dumps(plain.encode(plain.decode(message), refuse_iterator))
    assert set(sys.modules) == before


def filled(piece, size=2**17):
    return f"[{','.join([piece] * (size // len(piece)))}]"


@pytest.mark.parametrize(
    "text",
    [
        *map(filled, ("[]", "7e0", '""', '{"opaque":""}', '{"dict":[]}', '{"frozenset":[]}', '{"objects":[[0],[]]}')),
        *map(filled, ('{"array":["|b1",[0],""]}', '{"tensor":[["|b1",[0],""],0]}', '{"range":[0,1,1]}')),
        json.dumps([{"opaque": f"{number:x}"} for number in range(8_000)]),
    ],
    ids=lambda text: text[1:30],
)
def test_a_message_takes_memory_in_proportion_to_its_length(text):
    tracemalloc.start()
    plain.decode(json.loads(text))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 64 * len(text)


def test_a_short_message_cannot_ask_for_much_memory():
    for message in (
        {"array": ["<U0", [10**10], ""]},
        {"array": ["<U999999999", [0], ""]},
        {"array": ["|u1", [10**18], ""]},
        {"range": [0, 10**18, 1]},
        {"complex": [10**4000, 0]},
    ):
        tracemalloc.start()
        with pytest.raises(plain.Malformed):
            plain.decode(message)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 2**20


@pytest.mark.parametrize("kind", ["set", "frozenset", "dict"])
def test_items_chosen_to_have_the_same_hash_are_refused(kind):
    same = [number * sys.hash_info.modulus for number in range(2_000)]
    for keys in (same, [{"tuple": [number]} for number in same]):
        assert len({hash(plain.decode(key)) for key in keys}) == 1
        with pytest.raises(plain.Malformed, match="hash"):
            plain.decode({kind: [[key, 0] for key in keys] if kind == "dict" else keys})


def test_opaque_types_are_forgotten_with_their_values():
    held = [plain.decode({"opaque": f"T{number}"}) for number in range(plain.OPAQUE_TYPES + 5)]
    assert {type(value).__name__ for value in held[plain.OPAQUE_TYPES :]} == {"object"}
    del held
    gc.collect()
    assert type(plain.decode({"opaque": "Own"})).__name__ == "Own"
