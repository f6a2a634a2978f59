"""Serve a folder to browsers on this machine only: ``python tools/serve.py _build/html``."""

import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
PORT = 8000


def server(folder: str) -> ThreadingHTTPServer:
    """Listen on port 8000 of the loopback address, or on any free port if that one is taken."""
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    try:
        return ThreadingHTTPServer((HOST, PORT), handler)
    except OSError:
        return ThreadingHTTPServer((HOST, 0), handler)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without writing a line for each request."""

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@contextmanager
def hosted(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder in the background, on any free port of the loopback address; yield the address."""
    with ThreadingHTTPServer((HOST, 0), partial(handler, directory=folder)) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        try:
            yield f"http://{HOST}:{listening.server_port}"
        finally:
            listening.shutdown()


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
