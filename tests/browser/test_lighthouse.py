"""Lighthouse on the landing page and the heaviest chapter, from fresh runs: ``make prove``."""

import numpy as np
import pytest

from benchmarks.lighthouse.audit import DEVICES, SCHEMES, audit, install
from benchmarks.lighthouse.pages import heaviest_chapter
from benchmarks.lighthouse.server import Host
from tools.serve import hosted

PERFORMANCE = {"mobile": 90, "desktop": 98}

pytestmark = pytest.mark.prove


@pytest.fixture(scope="module")
def host(site):
    install()
    with hosted(site, Host) as address:
        yield address


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("page", ["landing page", "heaviest chapter"])
def test_scores_reach_the_targets(host, page, device, scheme):
    address = f"{host}/{'index.html' if page == 'landing page' else heaviest_chapter()}"
    medians = {name: float(np.median(runs)) for name, runs in audit(address, device, scheme).scores.items()}
    performance = medians.pop("performance")
    assert medians == dict.fromkeys(medians, 100)
    assert performance >= PERFORMANCE[device]
