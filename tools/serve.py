"""Serve a folder to this machine's browsers only: ``python tools/serve.py _build/html``."""

import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
PORT = 8000


def server(folder: str) -> ThreadingHTTPServer:
    """Listen on port 8000 of the loopback address, or on any free port where that one is taken."""
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    try:
        return ThreadingHTTPServer((HOST, PORT), handler)
    except OSError:
        return ThreadingHTTPServer((HOST, 0), handler)


def main(folder: str) -> None:
    """Print the address, open a browser at it if there is one, and serve until Ctrl-C."""
    with server(folder) as listening:
        address = f"http://{HOST}:{listening.server_address[1]}/"
        print(f"==> The book is at {address} (Ctrl-C stops it)", flush=True)
        webbrowser.open(address)
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(sys.argv[1])
