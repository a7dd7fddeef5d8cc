"""What differs between two versions of a solicitation, field by field, in words; and which rows that touches."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from marketplace.components.formats import moment

TABLES = {"criterion": "Criterion", "requirement": "Requirement", "price_line": "Price line", "level": "Service level"}
# These stand with their lots, row by row.
IN_LOTS = {"lot", "requirement", "question", "criterion", "price_schedule", "service_level"}
TERMS = {
    "audience": "Open to",
    "max_lots_per_vendor": "Most lots a vendor can win",
    "questions_due_at": "Questions until",
    "answers_due_at": "Last answers",
    "bids_due_at": "Responses until",
    "award_planned_on": "Award planned on",
    "starts_planned_on": "Start planned on",
    "bid_validity_days": "Days for which bids hold",
    "standstill_days": "Working days of standstill",
}


@dataclass(frozen=True)
class Difference:
    """One field: what it is, and its values as text. `row` names the row of a lot that it belongs to."""

    what: str
    before: str
    after: str
    row: str = ""
    moment: bool = False

    @property
    def shown(self) -> "Difference":
        """With moments as readers of a zone know them."""
        if not self.moment:
            return self
        return replace(self, before=_as_moment(self.before), after=_as_moment(self.after))

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


Content = Mapping[str, Any]


def _as_moment(text: str) -> str:
    return moment(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")), "second") if text else ""


def differences(before: Content, after: Content) -> list[Difference]:
    """Everything that is other in `after`, in the order in which it is read."""
    return [
        *_compared("Title", {"": before["title"]}, {"": after["title"]}),
        *_terms(before["terms"], after["terms"]),
        *_text(before["text"], after["text"]),
        *_lots(before["lots"], after["lots"]),
    ]


def touched_by(found: list[Difference]) -> list[str]:
    """The rows that change, each once."""
    return sorted({one.row for one in found if one.row})


def _terms(before: Content, after: Content) -> Iterator[Difference]:
    for name, words in TERMS.items():
        if before.get(name) != after.get(name):
            moment = name.endswith("_at")
            yield Difference(words, _shown(before.get(name)), _shown(after.get(name)), moment=moment)


def _text(before: list[Content], after: list[Content]) -> Iterator[Difference]:
    """Parts of the running text, matched by kind and title; those without a title by their place among their kind."""
    old, new = _parts(before), _parts(after)
    for name in [*old, *(name for name in new if name not in old)]:
        yield from _compared(name, old.get(name, {}), new.get(name, {}))


def _parts(text: list[Content]) -> dict[str, Content]:
    parts: dict[str, Content] = {}
    for block in text:
        if block["type"] in IN_LOTS:
            continue
        kind = block["type"].replace("_", " ").capitalize()
        name = f"{kind} “{block['value'].get('title', '')}”"
        while name in parts:
            name += " again"
        parts[name] = block["value"]
    return parts


def _lots(before: list[Content], after: list[Content]) -> Iterator[Difference]:
    old, new = ({lot["number"]: lot for lot in lots} for lots in (before, after))
    for number in sorted({*old, *new}):
        was, now = old.get(number, {}), new.get(number, {})
        yield from _compared(f"Lot {number}", _own(was), _own(now), f"lot:{number}")
        for table, words in TABLES.items():
            there, wanted = ({row["code"]: row for row in lot.get(table, [])} for lot in (was, now))
            for code in [*there, *(code for code in wanted if code not in there)]:
                what, key = f"Lot {number}, {words.lower()} {code}", f"{table}:{number}/{code}"
                yield from _compared(what, there.get(code, {}), wanted.get(code, {}), key)


def _own(lot: Content) -> Content:
    """A lot without its rows."""
    return {name: value for name, value in lot.items() if name not in TABLES}


def _compared(what: str, before: Content, after: Content, row: str = "") -> Iterator[Difference]:
    for name in [*before, *(name for name in after if name not in before)]:
        was, now = before.get(name), after.get(name)
        if was != now:
            field = name.removesuffix("_id").replace("_", " ")
            yield Difference(f"{what}: {field}" if field else what, _shown(was), _shown(now), row)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
