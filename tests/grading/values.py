"""Plain data of every kind that a student's process and the judge exchange, and whether two values are the same."""

import math
import struct

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

DTYPES = st.one_of(
    arrays.boolean_dtypes(),
    arrays.integer_dtypes(endianness="?"),
    arrays.unsigned_integer_dtypes(endianness="?"),
    arrays.floating_dtypes(endianness="?"),
    arrays.complex_number_dtypes(),
    arrays.unicode_string_dtypes(),
)
ARRAYS = arrays.arrays(DTYPES, arrays.array_shapes(min_dims=0, min_side=0, max_side=4))
TENSOR_TYPES = arrays.floating_dtypes(endianness="=") | arrays.integer_dtypes(endianness="=") | arrays.boolean_dtypes()
TENSORS = arrays.arrays(TENSOR_TYPES, arrays.array_shapes(min_dims=0, min_side=0, max_side=4)).map(torch.from_numpy)
GENERATORS = st.builds(
    lambda seed, drawn, spawned: (
        (rng := np.random.default_rng(seed)),
        rng.integers(2**31, size=drawn, dtype=np.int32),
        rng.spawn(spawned),
    )[0],
    st.integers(0, 2**140) | st.lists(st.integers(0, 2**64), min_size=1, max_size=3),
    st.integers(0, 5),
    st.integers(0, 3),
)
HUGE = st.integers(2, 10**5).map(lambda digits: -(10**digits) + 1)
NUMBERS = st.booleans() | st.integers() | HUGE | st.floats(allow_nan=False) | st.complex_numbers(allow_nan=False)
KEYS = st.none() | NUMBERS | st.text()
LEAVES = st.one_of(
    KEYS,
    st.floats(),
    st.builds(complex, st.floats(), st.floats()),
    ARRAYS,
    ARRAYS.filter(lambda array: array.size).map(lambda array: array.ravel()[0]),
    TENSORS,
    GENERATORS,
    st.builds(slice, st.none() | st.integers(), st.none() | st.integers()),
    st.builds(range, st.integers(-9, 9), st.integers(-9, 9), st.sampled_from([-2, 1, 3])),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(KEYS | st.tuples(KEYS), inner, max_size=4),
        st.sets(KEYS),
        st.sets(st.frozensets(KEYS)),
        st.lists(inner).map(lambda items: np.fromiter(items, object)),
        st.tuples(*[inner] * 4).map(lambda items: np.fromiter(items, object).reshape(2, 2)),
    ),
    max_leaves=8,
)


def alike(one, other):
    """Whether two values have the same type and the same content, bit for bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray) and one.dtype == object:
        return one.shape == other.shape and all(map(alike, one.flat, other.flat))
    if isinstance(one, np.ndarray | np.generic):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, torch.Tensor):
        return one.requires_grad == other.requires_grad and alike(one.detach().numpy(), other.detach().numpy())
    if isinstance(one, np.random.Generator):
        bits, others = one.bit_generator, other.bit_generator
        return alike(bits.state, others.state) and alike(bits.seed_seq.state, others.seed_seq.state)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return alike(list(one.items()), list(other.items()))
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", other)
    return repr(one) == repr(other) if isinstance(one, complex) else one == other
