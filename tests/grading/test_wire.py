"""A message arrives whole and in time, or an error says why not; the other side may send anything."""

import json
import socket
import struct
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbcourse.grading.confined import wire

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
LIMIT = 1_000


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def soon():
    return time.monotonic() + 0.2


@given(st.lists(JSON, min_size=1, max_size=3))
def test_messages_arrive_as_they_were_and_in_order(messages):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for message in messages:
            wire.send(theirs, message)
        for message in messages:
            arrived, size = wire.receive(ours, 10**6)
            assert (arrived, size) == (message, len(json.dumps(message)))


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_are_refused(data):
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(data)
        with pytest.raises((wire.Closed, wire.ProtocolError)):
            while True:
                wire.receive(ours, LIMIT, soon())


@pytest.mark.parametrize(
    "text", [b"", b"{", b"\xff\xfe", b"[" * 900, b"1" * 900 + b"e", b'"\xed\xa0\x80'], ids=lambda text: repr(text[:4])
)
def test_text_that_is_not_json_is_refused(pair, text):
    ours, theirs = pair
    theirs.sendall(wire.LENGTH.pack(len(text)) + text)
    with pytest.raises(wire.ProtocolError, match="not JSON"):
        wire.receive(ours, LIMIT, soon())


def test_json_that_is_nested_too_deeply_or_has_an_integer_too_long_is_refused(pair):
    ours, theirs = pair
    for text in (b"[" * 50_000 + b"]" * 50_000, b"1" * 50_000):
        theirs.sendall(wire.LENGTH.pack(len(text)) + text)
        with pytest.raises(wire.ProtocolError, match="not JSON"):
            wire.receive(ours, 10**6, soon())


def test_a_message_that_is_too_long_is_refused_before_it_arrives(pair):
    ours, theirs = pair
    theirs.sendall(struct.pack(">I", LIMIT + 1))
    with pytest.raises(wire.ProtocolError, match="1001 bytes; at most 1000 are allowed"):
        wire.receive(ours, LIMIT, soon())


def test_a_closed_connection_is_noticed_when_sending_and_when_receiving(pair):
    ours, theirs = pair
    theirs.sendall(wire.LENGTH.pack(9) + b"[1,")  # and no more
    theirs.close()
    with pytest.raises(wire.Closed):
        wire.receive(ours, LIMIT, soon())
    with pytest.raises(wire.Closed):
        wire.send(ours, "a", soon())


def test_bytes_that_trickle_in_do_not_extend_the_deadline(pair):
    ours, theirs = pair
    theirs.sendall(wire.LENGTH.pack(500))
    over, sent = threading.Event(), []

    def trickle():
        while not over.wait(0.02):
            sent.append(theirs.send(b" "))

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        with pytest.raises(TimeoutError):
            wire.receive(ours, LIMIT, soon())
    finally:
        over.set()
        thread.join()
    assert 0 < sum(sent) < 500  # it gave up before everything had arrived


def test_sending_ends_at_the_deadline_if_the_other_side_does_not_read(pair):
    with pytest.raises(TimeoutError):
        wire.send(pair[0], "a" * 10**7, soon())


def test_a_deadline_in_the_past_is_a_timeout(pair):
    ours, theirs = pair
    wire.send(theirs, 1)
    with pytest.raises(TimeoutError):
        wire.receive(ours, LIMIT, time.monotonic() - 1)
    assert wire.receive(ours, LIMIT, soon()) == (1, 1)
