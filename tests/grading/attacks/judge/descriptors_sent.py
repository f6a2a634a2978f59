"""Send open files along with every reply, more than a process can hold."""

# %% own
import json
import os
import socket
import struct

from outside import wire

nowhere = os.open("/dev/null", os.O_RDONLY)


def send(to, message, deadline=None, limit=None):
    text = json.dumps(message).encode()
    for piece in (struct.pack(">I", len(text)), text[:1]):
        socket.send_fds(to, [piece], [nowhere] * 200)
    to.sendall(text[1:])


wire.send = send
