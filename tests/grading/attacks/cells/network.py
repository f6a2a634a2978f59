"""Send something out: over TCP and UDP to this machine, to its names, and to the network."""

# %% own
import socket
import urllib.request

from outside import MARK, PORT

for address in ("127.0.0.1", "localhost", "::1", "0.0.0.0"):
    try:
        with socket.create_connection((address, PORT), 1) as connection:
            connection.sendall(MARK.encode())
    except OSError:
        pass
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
            datagrams.sendto(MARK.encode(), (address, PORT))
    except OSError:
        pass
try:
    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{MARK}", timeout=1)
except OSError:
    pass
