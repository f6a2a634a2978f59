"""Firefox, driven by WebDriver BiDi: Playwright drives only a build of its own, and Firefox as it is listens to this.

https://www.w3.org/TR/webdriver-bidi/ has the commands. One session has one window, which opens one page after another.
"""

import json
import re
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from websocket import WebSocket, create_connection

LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
START_UP_SECONDS = 60
ANSWER_SECONDS = 60
# Firefox says this also of a formula of which only a part has arrived. test_screen_readers.py counts in whole pages.
PARTS_OF_FORMULAS = "Invalid markup: Incorrect number of children for"
LEFT = "NS_BINDING_ABORTED"  # the page was left before what it asked for arrived
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "ArrowRight": "\ue014"}
PREFERENCES = """\
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
"""


class Window:
    """A window of Firefox: it opens pages, and keeps what went wrong on them in `errors`."""

    def __init__(self, connection: WebSocket) -> None:
        self.connection = connection
        self.errors: list[str] = []
        self.sent = 0
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=["log.entryAdded", "network.fetchError", "network.responseCompleted"])
        self.context = self.command("browsingContext.create", type="tab")["context"]

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command and return its result; note the events that arrive before it."""
        self.sent += 1
        self.connection.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            message = json.loads(self.connection.recv())
            if message["type"] == "event":
                self.note(message["method"], message["params"])
            elif message["id"] == self.sent:
                assert message["type"] == "success", f"{method}: {message['message']}"
                return message["result"]

    def note(self, event: str, params: dict[str, Any]) -> None:
        """Keep what an event says of something that went wrong."""
        if event == "log.entryAdded" and params["level"] == "error":
            if not params["text"].startswith(PARTS_OF_FORMULAS):
                self.errors.append(params["text"])
        elif event == "network.fetchError" and params["errorText"] != LEFT:
            self.errors.append(f"{params['request']['url']}: {params['errorText']}")
        elif event == "network.responseCompleted" and params["response"]["status"] >= 400:
            self.errors.append(f"{params['request']['url']}: {params['response']['status']}")

    def open(self, address: str) -> None:
        """Open an address and wait until all is loaded; forget what went wrong before."""
        self.command("browsingContext.navigate", context=self.context, url="about:blank", wait="complete")
        self.errors.clear()
        self.command("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page a size in CSS pixels."""
        size = {"width": width, "height": height}
        self.command("browsingContext.setViewport", context=self.context, viewport=size)

    def run(self, script: str) -> Any:
        """Return what a function of the page returns, or the promise of it; it must be JSON."""
        call = f"async () => JSON.stringify(await ({script})()) ?? 'null'"
        target = {"context": self.context}
        said = self.command(
            "script.callFunction", functionDeclaration=call, target=target, awaitPromise=True, userActivation=True
        )
        assert said["type"] == "success", said["exceptionDetails"]["text"]
        return json.loads(said["result"]["value"])

    def picture(self) -> Image.Image:
        """Return what the window shows."""
        shown = self.command("browsingContext.captureScreenshot", context=self.context)["data"]
        return Image.open(BytesIO(b64decode(shown))).convert("RGB")

    def wait_for(self, script: str, seconds: float = 10) -> None:
        """Wait until a function of the page returns something true."""
        end = time.monotonic() + seconds
        while not self.run(script):
            assert time.monotonic() < end, f"not within {seconds} s: {script}"
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        acts = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": acts}
        self.command("input.performActions", context=self.context, actions=[keyboard])


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Window]:
    """Start Firefox without a screen, with an empty folder as its profile; end it afterwards."""
    (profile / "user.js").write_text(PREFERENCES)
    log = profile / "firefox.log"
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with log.open("w") as file:
        browser = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
    try:
        address = f"{address_in(log, browser)}/session"
        connection = create_connection(address, timeout=ANSWER_SECONDS, suppress_origin=True)
        yield Window(connection)
        connection.close()
    finally:
        browser.terminate()
        browser.wait(timeout=20)


def address_in(log: Path, browser: subprocess.Popen[bytes]) -> str:
    """Wait until Firefox says where it listens."""
    end = time.monotonic() + START_UP_SECONDS
    while time.monotonic() < end and browser.poll() is None:
        if found := LISTENS.search(log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"Firefox did not start:\n{log.read_text()}")
