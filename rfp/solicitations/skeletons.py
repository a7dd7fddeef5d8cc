"""Where a text begins: the parts that requests of each sort have, in their usual order, with gaps to fill in.

They follow the structure of published requests of public bodies; the words are Stoa's. A gap that is left is a fault.
"""

from dataclasses import dataclass
from typing import Any

from .presets import Kind

GAP = "[…]"
Block = dict[str, Any]


@dataclass(frozen=True)
class Skeleton:
    """One beginning, for the kinds that it suits."""

    key: str
    label: str
    kinds: tuple[str, ...]
    blocks: tuple[Block, ...]


def _block(name: str, /, **value: Any) -> Block:
    return {"type": name, "value": value}


_BACKGROUND = _block("background", title="Background", text=f"Who we are, whom we serve, what we have today: {GAP}")
_EXIT = _block(
    "requirement", text="All data comes back in an open format within 30 days of the end.", must=True,
    answer_kind="yes_no",
)  # fmt: skip
_ACCESS = _block(
    "requirement", text="Everything can be done with a keyboard and with a screen reader.", must=True,
    answer_kind="yes_no",
)  # fmt: skip
_METHOD = _block("question", text="How do you reach each outcome, by when, and how do we both see it?", word_limit=1200)
_RECORD = _block(
    "question", text="Where did you reach something like it? Name the outcome, its measure and a reference.",
    word_limit=600,
)  # fmt: skip
_APPROACH = _block(
    "criterion", title="Understanding and approach", description="A plan for each outcome with a measure and a date.",
    kind="quality", weight=40,
)  # fmt: skip
_EXPERIENCE = _block(
    "criterion", title="Relevant experience", description="Outcomes reached elsewhere, confirmed by who uses them.",
    kind="quality", weight=20,
)  # fmt: skip
_PRICE = _block("criterion", title="Price of all lines", kind="price", weight=40)
_COMPETED = (Kind.RFP, Kind.MINI_COMPETITION)

SKELETONS = {
    one.key: one
    for one in (
        Skeleton(
            "service",
            "A running service",
            _COMPETED,
            (
                _BACKGROUND,
                _block("deliverable", title="The move", text=f"What is moved and switched off: {GAP}", when=GAP),
                _ACCESS,
                _EXIT,
                _METHOD,
                _RECORD,
                _block(
                    "service_level", title="Time in service", kind="availability", target="99.9",
                    template="10/25/100 @99.9/99/95",
                ),
                _block("price_schedule", lines=[{"title": GAP, "unit": "person and month", "quantity": 1}]),
                _APPROACH,
                _EXPERIENCE,
                _PRICE,
            ),
        ),
        Skeleton(
            "build",
            "Software that is built for us",
            _COMPETED,
            (
                _BACKGROUND,
                _block("deliverable", title="Working software", text=f"First for whom, then for whom: {GAP}", when=GAP),
                _block(
                    "deliverable", title="Code, documents and a way on", when="With each delivery",
                    text="Everything that another team needs to go on lies in our repository.",
                ),
                _ACCESS,
                _block(
                    "requirement", text="What is made for us belongs to the public, or may be used by it for ever.",
                    must=True, answer_kind="yes_no",
                ),
                _METHOD,
                _block("question", text="How does the team work with our people, week by week?", word_limit=600),
                _RECORD,
                _block("price_schedule", lines=[{"title": "Team", "unit": "two weeks", "quantity": 1}]),
                _APPROACH,
                _EXPERIENCE,
                _PRICE,
            ),
        ),
        Skeleton(
            "team",
            "A team that works with ours for a time",
            _COMPETED,
            (
                _BACKGROUND,
                _block(
                    "deliverable", title="Ways of working", when="From the first week",
                    text="Work is planned, shown and accepted every two weeks, with our product owner.",
                ),
                _block(
                    "deliverable", title="Handover", when="Four weeks before the end",
                    text="Our people, or another team, run everything without help.",
                ),
                _block(
                    "requirement", text="Whoever leaves is replaced within ten working days by somebody as able.",
                    must=True, answer_kind="yes_no",
                ),
                _METHOD,
                _block("question", text="Who would work with us, and what have they reached together?", word_limit=800),
                _RECORD,
                _block("price_schedule", lines=[{"title": GAP, "unit": "hour", "quantity": 1}]),
                _APPROACH,
                _block(
                    "criterion", title="The people", description="Those named have reached outcomes like these.",
                    kind="quality", weight=20,
                ),
                _PRICE,
            ),
        ),
        Skeleton(
            "capacity",
            "Computing and storage as they are used",
            _COMPETED,
            (
                _BACKGROUND,
                _ACCESS,
                _EXIT,
                _block(
                    "requirement", text="Every charge can be traced to a measured use, by the hour.", must=True,
                    answer_kind="yes_no",
                ),
                _METHOD,
                _block("question", text="Where do data lie, and who can read them?", word_limit=600),
                _RECORD,
                _block(
                    "service_level", title="Time in service", kind="availability", target="99.95",
                    template="10/25/100 @99.9/99/95",
                ),
                _block("price_schedule", lines=[{"title": GAP, "unit": "hour of use", "quantity": 1}]),
                _APPROACH,
                _EXPERIENCE,
                _PRICE,
            ),
        ),
        Skeleton(
            "questions",
            "Questions to the market",
            (Kind.RFI,),
            (
                _BACKGROUND,
                _block("question", text="Which ways lead there today, and what drives their cost?", word_limit=600),
                _block("question", text="What would you have us ask for, and what not?", word_limit=600),
                _block("question", text="Which measures can be promised, and how are they checked?", word_limit=600),
            ),
        ),
    )
}  # fmt: skip


def blocks_of(key: str, *, kind: str) -> list[Block]:
    """The blocks of a skeleton; none for no key, or for one that does not suit the kind."""
    skeleton = SKELETONS.get(key)
    return [dict(block) for block in skeleton.blocks] if skeleton and kind in skeleton.kinds else []
