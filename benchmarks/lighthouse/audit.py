"""One page measured by Lighthouse: five runs with simulated throttling, each in a new browser."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent
CLI = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
DEVICES = {"mobile": [], "desktop": ["--preset=desktop"]}
SCHEMES = {"light": 1, "dark": 0}  # Chromium's numbers of the colour schemes
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
RUNS = 5


@dataclass(frozen=True)
class Audit:
    """Scores by category, one number per run; bytes and requests of the first load."""

    scores: dict[str, list[int]]
    transferred: int
    requests: int

    def row(self) -> str:
        """Return the medians, with the smallest and the largest if runs differ."""
        cells = []
        for runs in self.scores.values():
            spread = f" ({min(runs)} to {max(runs)})" if min(runs) < max(runs) else ""
            cells.append(f"{np.median(runs):.0f}{spread}")
        return " | ".join([*cells, f"{self.transferred / 1000:.0f} kB", str(self.requests)])


def install() -> None:
    """Install the version of Lighthouse in package-lock.json, once."""
    if not CLI.exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, check=True)


def audit(url: str, device: str, scheme: str, runs: int = RUNS) -> Audit:
    """Measure a page; raise CalledProcessError if Lighthouse itself fails."""
    reports = [report(url, device, scheme) for _ in range(runs)]
    scores = {name: [round(100 * run["categories"][name]["score"]) for run in reports] for name in CATEGORIES}
    requests = reports[0]["audits"]["network-requests"]["details"]["items"]
    return Audit(scores, sum(request["transferSize"] for request in requests), len(requests))


def report(url: str, device: str, scheme: str) -> dict:
    flags = f"--chrome-flags={FLAGS} --blink-settings=preferredColorScheme={SCHEMES[scheme]}"
    command = ["node", str(CLI), url, *DEVICES[device], flags, "--output=json", "--quiet"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or "chromium"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=180)
    return json.loads(done.stdout)
