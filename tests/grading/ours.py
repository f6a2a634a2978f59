"""All attacks graded by ``mbcourse grade`` in one run: a class of attackers and two honest students."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mbcourse.grading.placement import AUTO

from .attacking import Attack
from .place import OTHERS, PS, Place

GRADE = ("mbcourse", "grade", PS, "--timeout", "3", "--memory", "500M", "--json")
SECONDS = 600.0  # for the whole run, which takes two or three minutes


@dataclass(frozen=True)
class Run:
    """The outcome of a run: exit status, summary, memory of its largest process, marks, harm, twins.

    ``twins`` holds, for each attack, the student who submitted its honest twin.
    """

    status: int | None
    summary: dict[str, Any]
    memory: int
    scores: Mapping[str, float | None]
    harm: Mapping[str, set[str]]
    twins: Mapping[str, str]


def run(attacks: Sequence[Attack], template: Path, folder: Path, judge: str = AUTO) -> Run:
    """Grade the attacks, their twins and the two honest students; ``folder`` must be empty.

    ``judge`` says where their tests are judged, as the option of this name does.
    """
    grade = (*GRADE, "--judge", judge)
    with Place(folder / "place", template) as place:
        names = [attack.name for attack in attacks]
        again = [attack.name for attack in attacks if attack.first]
        for name in again:
            place.submit(name, place.solved)
        if again:
            first, _, _ = place.run(*grade, "--students", ",".join(again), seconds=SECONDS)
            assert (first, {*place.scores(again).values()}) == (0, {OTHERS["ada"]})
        for attack in attacks:
            attack.hand_in(place)
        twins = _submit_twins(attacks, place)
        status, summary, memory = place.run(*grade, seconds=SECONDS)
        scores = place.scores([*names, *twins.values(), *OTHERS])
        return Run(status, json.loads(summary or "{}"), memory, scores, place.harm(names), twins)


def _submit_twins(attacks: Sequence[Attack], place: Place) -> dict[str, str]:
    """Submit the honest twin of each attack; equal twins are submitted once."""
    students: dict[str, str] = {}
    twins = {}
    for attack in attacks:
        twin = attack.twin(place)
        text = json.dumps([cell.source for cell in twin.cells])
        twins[attack.name] = students.setdefault(text, f"honest_{len(students)}")
        place.submit(twins[attack.name], twin)
    return twins
