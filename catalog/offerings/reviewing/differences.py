"""Two versions of an offering side by side: section by section, field by field, texts line by line. Reads only."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from catalog.offerings.models import Offering
from catalog.offerings.plans import OfferedServiceLevel, Plan
from catalog.offerings.pricing import unit_money
from catalog.offerings.remarks import Section
from catalog.offerings.words import coming_notes, credits_of, plan_notes, promise_of, rate_of
from catalog.question_sets.answer_words import shown_answers
from marketplace.components.formats import date, money

FIELDS: Mapping[Section, Sequence[str]] = {
    Section.WHAT: "name summary description service_models deployment impact_level topics website".split(),
    Section.SECURITY: (
        "certification authorisation_path assessor ready_on authorised_on authorised_until annual_assessment "
        "data_location sign_in open_api"
    ).split(),
    Section.TERMS: (
        "on_standard_terms delivery_mode support_hours support_channels exit_terms prices_from prices_until "
        "paid_from paid_words may_be_taken_over takeover_words"
    ).split(),
    Section.LEVELS: ["no_service_level_promised"],
}


@dataclass(frozen=True)
class Piece:
    """A line that stayed (""), went out ("del") or came in ("ins")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """One field in both versions, and the documents that the new one names."""

    label: str
    before: str
    after: str
    files: tuple[Any, ...] = ()

    @property
    def changed(self) -> bool:
        return self.before != self.after

    @property
    def pieces(self) -> list[Piece]:
        return list(pieces_of(self.before, self.after))


@dataclass(frozen=True)
class Part:
    """The rows of one section."""

    section: Section
    rows: Sequence[Row]

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.changed]


def pieces_of(before: str, after: str) -> Iterator[Piece]:
    """Whole lines: what went out before what came in."""
    old, new = before.splitlines(), after.splitlines()
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Piece("", line) for line in old[start:end])
        else:
            yield from (Piece("del", line) for line in old[start:end])
            yield from (Piece("ins", line) for line in new[begin:stop])


def differences(before: Offering | None, after: Offering, *, on: datetime.date) -> list[Part]:
    """Every section of `after` beside `before`, the version that the public reads; nothing where there is none."""
    made: dict[Section, list[Row]] = {section: [] for section in Section if section != Section.WHOLE}
    for section, names in FIELDS.items():
        made[section] += [_field(name, before, after) for name in names]
    made[Section.PLANS] = _matched(before, after, "plans", _plan_rows, lambda plan: plan.code)
    made[Section.LEVELS] += _matched(before, after, "service_levels", _level_rows, lambda level: level.code)
    made[Section.ANSWERS] = _answer_rows(before, after, on)
    return [Part(section, [row for row in rows if row.before or row.after]) for section, rows in made.items()]


def _field(name: str, before: Offering | None, after: Offering) -> Row:
    label = "Topics" if name == "topics" else str(getattr(Offering._meta.get_field(name), "verbose_name", name))
    return Row(label[:1].upper() + label[1:], _words(before, name) if before else "", _words(after, name))


def _words(offering: Offering, name: str) -> str:
    if name == "topics":
        return "\n".join(sorted(topic.name for topic in offering.topics.all()))
    if name == "service_models":
        return ", ".join(offering.service_model_labels)
    value = getattr(offering, name)
    display = getattr(offering, f"get_{name}_display", None)
    if display:
        return str(display() or "")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return date(value) if isinstance(value, datetime.date) else str(value or "")


def _matched(
    before: Offering | None, after: Offering, name: str, rows_of: Callable[[Any], dict[str, str]], key: Callable
) -> list[Row]:
    """The rows of plans or service levels, matched by code; what was taken out stands with nothing beside it."""
    old = {key(part): rows_of(part) for part in getattr(before, name).all()} if before else {}
    new = {key(part): rows_of(part) for part in getattr(after, name).all()}
    rows = []
    for code in [*new, *(code for code in old if code not in new)]:
        was, now = old.get(code, {}), new.get(code, {})
        rows += [Row(label, was.get(label, ""), now.get(label, "")) for label in dict.fromkeys([*now, *was])]
    return rows


def _plan_rows(plan: Plan) -> dict[str, str]:
    tiers = (f"{unit_money(_decimal(tier['price']), plan.currency)} from {tier['from']:,} on" for tier in plan.tiers)
    price = "\n".join([f"{money((plan.price, plan.currency))} {rate_of(plan)}", *tiers])
    smallest = [f"Sold from {plan.included_quantity:,} on."] if plan.included_quantity else []
    charges = "\n".join([*plan_notes(plan), *smallest])
    return {
        f"{plan.name}: price": price,
        f"{plan.name}: what it includes": plan.includes,
        f"{plan.name}: charges and discounts": charges,
        f"{plan.name}: announced prices": "\n".join(note for _, note in coming_notes(plan)),
    }


def _decimal(text: str) -> Any:
    return Plan._meta.get_field("price").to_python(text)


def _level_rows(level: OfferedServiceLevel) -> dict[str, str]:
    said = [promise_of(level), level.get_convention_display()]
    if level.minimum_outage_minutes:
        said.append(f"Outages count from {level.minimum_outage_minutes} minutes on")
    if level.degraded_counts_as_down:
        said.append("Degraded counts as down")
    if credits := credits_of(level):
        said.append(f"Credit of the monthly fee: {', '.join(credits)}")
    return {level.title: "\n".join(said)}


def _answer_rows(before: Offering | None, after: Offering, on: datetime.date) -> list[Row]:
    was, now = _answers(before, on) if before else {}, _answers(after, on)
    rows = []
    for key in [*now, *(key for key in was if key not in now)]:
        label = (now.get(key) or was[key]).question.label
        old, new = (_answer_words(side.get(key)) for side in (was, now))
        file = now[key].file if key in now else None
        rows.append(Row(label, old, new, (file,) if file else ()))
    return rows


def _answers(offering: Offering, on: datetime.date) -> dict[str, Any]:
    """All answers of a version by key, those too that the public does not read."""
    if offering.question_set_version is None or not offering.answers:
        return {}
    shown = shown_answers(offering.question_set_version, offering.answers, on=on, evidence=offering.evidence())
    return {row.question.key: row for _, rows in shown for row in rows}


def _answer_words(row: Any) -> str:
    if row is None:
        return ""
    lapsed = f" (lapsed on {date(row.file.expires_on)})" if row.lapsed else ""
    return ("\n".join(row.lines) or row.words) + lapsed
