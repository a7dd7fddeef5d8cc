"""The text of a solicitation as values: its blocks become lots with what each asks, for versions and rows."""

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .blocks import CODE

Raw = Sequence[Mapping[str, Any]]
Values = dict[str, Any]
# Kinds of blocks whose code is given by the office where the writer leaves it empty.
CODED = {"requirement": "R", "question": "Q", "criterion": "C", "service_level": "S"}
WELL_FORMED = re.compile(f"^{CODE}$")


@dataclass
class LotContent:
    """One lot: its own values, and its rows by table and code."""

    number: int
    values: Values
    criterion: dict[str, Values] = field(default_factory=dict)
    requirement: dict[str, Values] = field(default_factory=dict)
    price_line: dict[str, Values] = field(default_factory=dict)
    level: dict[str, Values] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, dict[str, Values]]:
        names = ("criterion", "requirement", "price_line", "level")
        return {name: getattr(self, name) for name in names}


class ContentConflict(ValueError):
    """Blocks of the text contradict each other. The message is a sentence."""


def with_codes(raw: Raw) -> list[dict[str, Any]]:
    """The same blocks, each that vendors answer or are judged by with a code that no other has."""
    blocks = [{**block, "value": _copied(block["value"])} for block in raw]
    coded = list(_coded(blocks))
    taken = {value["code"].upper() for _, value in coded if value.get("code")}
    for letter, value in coded:
        if not value.get("code"):
            number = 1
            while f"{letter}{number}" in taken:
                number += 1
            value["code"] = f"{letter}{number}"
            taken.add(value["code"])
    return blocks


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list | tuple) else value


def _coded(blocks: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, dict[str, Any]]]:
    for block in blocks:
        if block["type"] in CODED:
            yield CODED[block["type"]], block["value"]
        elif block["type"] == "price_schedule":
            for line in block["value"].get("lines", ()):
                yield "P", _line(line)


def _line(item: Any) -> dict[str, Any]:
    """A list block keeps its items as they are, or each with an id beside its value."""
    return item["value"] if "value" in item and "type" in item else item


def read_lots(raw: Raw, *, title: str) -> list[LotContent]:
    """The lots of a text with their rows, in the order of their numbers. Raises ContentConflict."""
    lots = _lots(raw, title)
    for position, block in enumerate(raw):
        read = READERS.get(block["type"])
        if read is None:
            continue
        value = block["value"]
        named = value.get("lot")
        if named and named not in lots:
            raise ContentConflict(f"There is no lot {named}. Add it, or leave the lot empty for every lot.")
        for lot in [lots[named]] if named else lots.values():
            for place, (table, code, values) in enumerate(read(value)):
                rows = lot.tables[table]
                if not WELL_FORMED.match(code):
                    raise ContentConflict(f"“{code[:20]}” is no code. Use letters and digits, twelve at most.")
                if code in rows:
                    raise ContentConflict(f"{code} stands twice in lot {lot.number}. Give one of them another code.")
                rows[code] = {**values, "position": 100 * position + place}
    return list(lots.values())


def _lots(raw: Raw, title: str) -> dict[int, LotContent]:
    lots: dict[int, LotContent] = {}
    for block in raw:
        if block["type"] != "lot":
            continue
        value, number = block["value"], int(block["value"]["number"])
        if number in lots:
            raise ContentConflict(f"Lot {number} stands twice. Give one of them another number.")
        lots[number] = LotContent(
            number,
            {
                "title": value["title"],
                "category_id": value.get("category") or None,
                "estimated_value": _decimal(value.get("estimated_value"), 2),
                "max_awards": int(value.get("max_awards") or 1),
            },
        )
    if not lots:
        whole = {"title": title, "category_id": None, "estimated_value": None, "max_awards": 1}
        lots[1] = LotContent(1, whole)
    return dict(sorted(lots.items()))


Row = tuple[str, str, Values]


def _requirement(value: Mapping[str, Any]) -> list[Row]:
    kind = value.get("answer_kind") or "yes_no"
    limit = value.get("word_limit") if kind == "text" else None
    values = {"text": value["text"], "must": bool(value.get("must", True)), "answer_kind": kind, "word_limit": limit}
    return [("requirement", value["code"], values)]


def _question(value: Mapping[str, Any]) -> list[Row]:
    return _requirement({**value, "answer_kind": "text"})


def _criterion(value: Mapping[str, Any]) -> list[Row]:
    kind = value.get("kind") or "quality"
    values = {
        "title": value["title"],
        "description": value.get("description") or "",
        "kind": kind,
        "weight": Decimal("0.00") if kind == "pass_fail" else _decimal(value.get("weight") or 0, 2),
        "minimum_score": _decimal(value.get("minimum_score"), 2),
        "scale_max": int(value.get("scale_max") or 5),
    }
    return [("criterion", value["code"], values)]


def _prices(value: Mapping[str, Any]) -> list[Row]:
    lines = [_line(item) for item in value["lines"]]
    return [
        (
            "price_line",
            line["code"],
            {"title": line["title"], "unit": line["unit"], "quantity": _decimal(line.get("quantity") or 1, 3)},
        )
        for line in lines
    ]


def _level(value: Mapping[str, Any]) -> list[Row]:
    values = {
        "title": value["title"],
        "kind": value.get("kind") or "availability",
        "target": _decimal(value["target"], 4),
        "within_minutes": value.get("within_minutes") or None,
        "threshold": value.get("threshold") or None,
        "template": value.get("template") or "",
        "measuring_party": value.get("measuring_party") or "office",
    }
    return [("level", value["code"], values)]


READERS = {
    "requirement": _requirement,
    "question": _question,
    "criterion": _criterion,
    "price_schedule": _prices,
    "service_level": _level,
}


def _decimal(value: Any, places: int) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value)).quantize(Decimal(1).scaleb(-places))


def canonical(value: Any) -> str:
    """One spelling for one content: keys in order, no spaces, times in UTC, decimals as text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def plain(value: Any) -> Any:
    """The content as JSON holds it."""
    return json.loads(canonical(value))


def digest_of(content: Any) -> str:
    """SHA-256 of the canonical spelling."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, Decimal | datetime.date):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical spelling")
