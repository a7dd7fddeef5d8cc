"""Two people's sections of one draft brought together, each from whoever changed it. Reads plain values only."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .questions import Section, read_sections

Stream = Sequence[Mapping[str, Any]]
Marks = Mapping[str, str]
ABSENT = ""


class SectionMerge(NamedTuple):
    """The sections of both together, and the codes of those that both changed to different ends: there mine stand."""

    stream: list[Mapping[str, Any]]
    conflicts: tuple[str, ...]


def mark_of(section: Section) -> str:
    """A short mark of what a section asks; the same words, the same mark."""
    return hashlib.sha256(repr(section).encode()).hexdigest()[:16]


def marks_of(stream: Stream) -> dict[str, str]:
    """The mark of each section by its code: what a form remembers of the version that it was opened with."""
    return {section.code: mark_of(section) for section in read_sections(stream)}


def merge_sections(opened: Marks, mine: Stream, theirs: Stream) -> SectionMerge:
    """Takes each section from whoever changed it since `opened`, in my order; what is theirs alone follows."""
    own, other = marks_of(mine), marks_of(theirs)
    by_code = {block["value"]["code"]: block for block in theirs}
    merged: list[Mapping[str, Any]] = []
    conflicts = []
    for block in mine:
        code = block["value"]["code"]
        if _both_changed(code, opened, own, other):
            conflicts.append(code)
        if own[code] != opened.get(code, ABSENT):
            merged.append(block)
        elif code in by_code:
            merged.append(by_code[code])
    for code, block in by_code.items():
        if code in own:
            continue
        if _both_changed(code, opened, own, other):
            conflicts.append(code)
        elif code not in opened:
            merged.append(block)
    return SectionMerge(merged, tuple(conflicts))


def _both_changed(code: str, opened: Marks, own: Marks, other: Marks) -> bool:
    was, mine, theirs = (marks.get(code, ABSENT) for marks in (opened, own, other))
    return mine != was and theirs not in (was, mine)


def settle(opened: Marks, mine: Stream, kept: Mapping[str, str], seen: Marks) -> dict[str, str]:
    """The marks with which a choice by section ("mine" or "theirs") merges without a conflict.

    `seen` are the marks of theirs as they were shown: where theirs has moved on since, it is a conflict again.
    """
    own = marks_of(mine)
    settled = dict(opened)
    for code, whose in kept.items():
        mark = seen.get(code, ABSENT) if whose == "mine" else own.get(code, ABSENT)
        if mark == ABSENT:
            settled.pop(code, None)
        else:
            settled[code] = mark
    return settled
