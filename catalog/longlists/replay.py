"""Narrowing once more from the pinned versions: does each step still leave out the same offerings?"""

from collections.abc import Mapping
from dataclasses import dataclass

from .criteria import Criterion
from .evidence import evidence_of
from .models import Longlist, LonglistEntry, LonglistStep
from .pinned import Pinned, digest_of
from .queries import contents_of, steps_of


@dataclass(frozen=True)
class ReplayedStep:
    """One step, narrowed again: `difference` is empty where the same offerings dropped out."""

    step: LonglistStep
    left_out: int
    difference: str = ""


@dataclass(frozen=True)
class Replay:
    """The whole list again; `versions` and `evidence` say what had changed before the first step."""

    versions: str
    evidence: str
    steps: tuple[ReplayedStep, ...]

    @property
    def first_difference(self) -> str:
        """A sentence about the first thing that is not as it was; nothing where all is."""
        return next(filter(None, (self.versions, self.evidence, *(row.difference for row in self.steps))), "")

    @property
    def is_same(self) -> bool:
        return not self.first_difference


def replay_longlist(longlist: Longlist) -> Replay:
    """Reads every pinned version again and narrows as the steps say. Changes nothing."""
    entries = list(longlist.entries.order_by("place"))
    contents = contents_of(entries)
    pinned = {entry.pk: Pinned(contents[entry.pk], entry.beside) for entry in entries}
    standing, steps = list(entries), []
    for step in steps_of(longlist):
        replayed = _again(step, standing, pinned)
        steps.append(replayed)
        gone = {row.entry_id for row in step.exclusions.all()}
        standing = [entry for entry in standing if entry.pk not in gone]
    return Replay(_changed_version(entries, contents, pinned), _changed_evidence(longlist), tuple(steps))


def _again(step: LonglistStep, standing: list[LonglistEntry], pinned: Mapping[int, Pinned]) -> ReplayedStep:
    criterion = Criterion.from_json(step.criterion)
    now = {entry.pk for entry in standing if criterion.misfit(entry.offering_id, pinned[entry.pk])}
    then = {row.entry_id for row in step.exclusions.all()}
    for entry in standing:
        if (entry.pk in now) != (entry.pk in then):
            was, is_now = ("dropped out", "stays") if entry.pk in then else ("stayed", "drops out")
            return ReplayedStep(step, len(now), f"Step {step.number}: {entry.name} {was} then and {is_now} now.")
    return ReplayedStep(step, len(now))


def _changed_version(entries: list[LonglistEntry], contents: Mapping[int, object], pinned: Mapping[int, Pinned]) -> str:
    for entry in entries:
        if digest_of(contents[entry.pk]) != entry.content_digest:
            return f"The kept version of {entry.name} is not the one that was pinned."
        if digest_of(pinned[entry.pk].facts()) != digest_of(entry.facts):
            return f"The facts about {entry.name} that were decided on are not those of its pinned version."
    return ""


def _changed_evidence(longlist: Longlist) -> str:
    if longlist.digest and digest_of(evidence_of(longlist)) != longlist.digest:
        return "The record is not the one whose digest was kept when the list was frozen."
    return ""
