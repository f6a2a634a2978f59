"""Messages over a socket: JSON with its length before it, limited in size and in time."""

import json
import socket
import struct
import time
from typing import Any

LENGTH = struct.Struct(">I")
PIECE = 64 * 1024


class Closed(Exception):
    """The other side is gone."""


class Garbled(Exception):
    """What came is no message."""


def send(to: socket.socket, message: Any, deadline: float | None = None) -> None:
    """Send a message.

    Parameters
    ----------
    to : socket.socket
        A stream socket.
    message : JSON
        Anything that JSON can hold.
    deadline : float, optional
        The time of `time.monotonic` by which it must be out.

    Raises
    ------
    Closed
        If the other side is gone.
    TimeoutError
        If the other side does not read.
    """
    text = json.dumps(message).encode()
    try:
        to.settimeout(_left(deadline))
        to.sendall(LENGTH.pack(len(text)) + text)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Closed from error


def receive(where: socket.socket, limit: int, deadline: float | None = None) -> tuple[Any, int]:
    """Return the next message, and how many bytes it had.

    Parameters
    ----------
    where : socket.socket
        A stream socket.
    limit : int
        Bytes that the message may have.
    deadline : float, optional
        The time of `time.monotonic` by which all of it must be there.

    Raises
    ------
    Closed
        If the other side is gone.
    Garbled
        If the message is longer than ``limit``, or no JSON.
    TimeoutError
        If it is not there in time.
    """
    (length,) = LENGTH.unpack(_exactly(where, LENGTH.size, deadline))
    if length > limit:
        raise Garbled(f"a message of {length} bytes; {limit} are allowed")
    text = _exactly(where, length, deadline)
    try:
        return json.loads(text), length
    except (ValueError, RecursionError) as error:
        raise Garbled("a message that is no JSON") from error


def _exactly(where: socket.socket, length: int, deadline: float | None) -> bytes:
    text = bytearray()
    while len(text) < length:
        where.settimeout(_left(deadline))  # anew for each piece: bytes that trickle in buy no time
        try:
            piece = where.recv(min(PIECE, length - len(text)))
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
