"""The text of a document as paragraphs, and what differs between two of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

HEADING = "## "


@dataclass(frozen=True)
class Paragraph:
    """`change` is "" for what both texts say, "del" for what went, "ins" for what came."""

    words: str
    is_heading: bool = False
    change: str = ""


def paragraphs(text: str, change: str = "") -> list[Paragraph]:
    """Parts between blank lines; a line that begins with ## is a heading of its own."""
    parts = re.split(r"\n\s*\n", re.sub(r"(?m)^(## .*)$", r"\n\1\n", text.replace("\r\n", "\n")))
    read = (part.strip() for part in parts if part.strip())
    return [Paragraph(one.removeprefix(HEADING), one.startswith(HEADING), change) for one in read]


def differences(before: str, after: str) -> list[Paragraph]:
    """The second text paragraph by paragraph, with what went before what came. Empty where both say the same."""
    old, new = paragraphs(before), paragraphs(after)
    if old == new:
        return []
    return list(_compared(old, new))


def _compared(old: list[Paragraph], new: list[Paragraph]) -> Iterator[Paragraph]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if old[from_old:to_old] == new[from_new:to_new]:
            yield from new[from_new:to_new]
            continue
        yield from (Paragraph(one.words, one.is_heading, "del") for one in old[from_old:to_old])
        yield from (Paragraph(one.words, one.is_heading, "ins") for one in new[from_new:to_new])
