"""How the same wish reads as an outcome: by what the sentence is about, else by its kind. The dots are the writer's."""

import re
from pathlib import Path

from .findings import Kind

SUBJECTS = Path(__file__).with_name("outcomes.txt")

KINDS = {
    Kind.BRAND: "Say what it is to do for whom and how well, and let vendors name the product. Where it has to work "
    "with what you keep, name the open format or interface.",
    Kind.TOOL: "Say what has to be possible with the result: run it, change it, take the data along. Ask which tools "
    "are proposed and why.",
    Kind.METHOD: "Say what has to be there at the end, by when and how you will see it. Ask how they would get there.",
    Kind.VAGUE: "Say what you would look at and which figure or fact earns full points.",
    Kind.LEVEL: "Give a figure, a window and who measures: “… % of … within …, each calendar month, measured by …”.",
    Kind.WEIGHT: "Publish weights that add up to 100, none of them above 60, with the formula of the price.",
    Kind.TIME: "Leave at least … working days, with questions answered half-way.",
    Kind.BIDDERS: "Say what has to be proven and let each vendor prove it its own way, also together with others.",
}
_BY_SUBJECT = frozenset({Kind.BRAND, Kind.TOOL, Kind.METHOD, Kind.LEVEL, Kind.VAGUE})


def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = [line for line in SUBJECTS.read_text().splitlines() if line and not line.startswith("#")]
    pairs = (line.partition(" = ") for line in lines)
    return tuple((re.compile(rf"\b(?:{subject})", re.IGNORECASE), wording) for subject, _, wording in pairs)


_KNOWN = _known()


def outcome_for(kind: Kind, sentence: str) -> str:
    """What to write instead: an outcome where the subject is known, and always how to get to one."""
    if kind in _BY_SUBJECT:
        for pattern, wording in _KNOWN:
            if pattern.search(sentence):
                return f"{KINDS[kind]} For example: “{wording}”"
    return KINDS[kind]
