"""Messages over a socket: JSON preceded by its length, with limits on size and time."""

import json
import socket
import struct
import time
from typing import Any

LENGTH = struct.Struct(">I")
PIECE = 64 * 1024


class Closed(Exception):
    """The other side has closed the connection."""


class ProtocolError(Exception):
    """The other side sent something that is not a valid message."""


def send(to: socket.socket, message: Any, deadline: float | None = None, limit: int | None = None) -> None:
    """Send a message.

    Parameters
    ----------
    to : socket.socket
        A stream socket.
    message : JSON
        Anything that JSON can hold.
    deadline : float, optional
        The time of `time.monotonic` by which it must be sent. By default there is no limit.
    limit : int, optional
        The largest size of the message, in bytes. By default there is no limit.

    Raises
    ------
    Closed
        If the other side has closed the connection.
    ProtocolError
        If the message is longer than ``limit``; nothing was sent.
    TimeoutError
        If the other side does not read it in time.

    Examples
    --------
    >>> ours, theirs = socket.socketpair()
    >>> send(ours, {"do": "run"})
    >>> receive(theirs, limit=1000)
    ({'do': 'run'}, 13)
    >>> ours.close(), theirs.close()
    (None, None)
    """
    text = json.dumps(message).encode()
    if limit is not None and len(text) > limit:
        raise _too_long(len(text), limit)
    try:
        to.settimeout(_left(deadline))
        to.sendall(LENGTH.pack(len(text)) + text)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Closed from error


def receive(source: socket.socket, limit: int, deadline: float | None = None) -> tuple[Any, int]:
    """Return the next message and its size in bytes.

    Parameters
    ----------
    source : socket.socket
        A stream socket.
    limit : int
        The largest size of the message, in bytes.
    deadline : float, optional
        The time of `time.monotonic` by which all of it must have arrived. By default there is no limit.

    Raises
    ------
    Closed
        If the other side has closed the connection.
    ProtocolError
        If the message is longer than ``limit``, or is not JSON.
    TimeoutError
        If it has not arrived in time.

    Examples
    --------
    >>> ours, theirs = socket.socketpair()
    >>> send(ours, [1.5, None])
    >>> receive(theirs, limit=4)
    Traceback (most recent call last):
    mbcourse.grading.confined.wire.ProtocolError: a message of 11 bytes; at most 4 are allowed
    >>> ours.close(), theirs.close()
    (None, None)
    """
    (length,) = LENGTH.unpack(_exactly(source, LENGTH.size, deadline))
    if length > limit:
        raise _too_long(length, limit)
    text = _exactly(source, length, deadline)
    try:
        return json.loads(text), length
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a message that is not JSON") from error


def _too_long(length: int, limit: int) -> ProtocolError:
    return ProtocolError(f"a message of {length} bytes; at most {limit} are allowed")


def _exactly(source: socket.socket, length: int, deadline: float | None) -> bytes:
    text = bytearray()
    while len(text) < length:
        source.settimeout(_left(deadline))  # set again for each piece: bytes that trickle in do not extend the deadline
        try:
            piece = source.recv(min(PIECE, length - len(text)))
        except ConnectionResetError as error:
            raise Closed from error
        if not piece:
            raise Closed
        text += piece
    return bytes(text)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
