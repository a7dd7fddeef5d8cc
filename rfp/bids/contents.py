"""What a bid says, as plain data: the forms of the draft, and the two contents that are sealed when it is submitted.

Everything here is read and written sealed; this module alone knows the shape.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from rfp.solicitations.models import PriceLine, Requirement, SolicitationLot

from .sealing import canonical

ANSWER, PRICES, SALT = "answer-", "prices", "salt"
Texts = dict[str, str]  # what stands in the fields of one form


@dataclass(frozen=True)
class BidPart:
    """One form of a bid: the answer to a requirement, or the prices."""

    key: str
    title: str
    about: str
    must: bool
    since: int
    requirement: Requirement | None = None


@dataclass(frozen=True)
class Fault:
    """What keeps a bid from being submitted, and where to mend it."""

    key: str
    sentence: str


@dataclass(frozen=True)
class Contents:
    """The draft as a whole: texts by part, files by their code."""

    parts: Mapping[str, Texts]
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def text(self, key: str, name: str) -> str:
        return self.parts.get(key, {}).get(name, "").strip()


def parts_of(lot: SolicitationLot) -> list[BidPart]:
    """The forms of a bid for this lot, in the order of its requirements; the prices last."""
    found = [
        BidPart(
            f"{ANSWER}{row.code}", f"{row.code}: {_short(row.text)}", row.text, row.must, row.since, requirement=row
        )
        for row in lot.requirements.all()
    ]
    lines = list(lot.price_lines.all())
    if lot.solicitation.preset.priced and lines:
        about = "In the lot's currency, without tax. Nobody reads them before the quality of all bids is judged."
        found.append(BidPart(PRICES, "Prices", about, True, max(line.since for line in lines)))
    return found


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def words_in(text: str) -> int:
    """How many words a text has, counted alike for everybody: what stands between blanks."""
    return len(text.split())


def price_in(text: str) -> Decimal | None:
    """A price of a form: at least nothing, at most two places; None where it is none."""
    try:
        price = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    fits = price.is_finite() and 0 <= price < 10**12
    return round(price, 2) if fits and price == round(price, 2) else None


def faults_in(part: BidPart, contents: Contents, *, lines: Iterable[PriceLine] = ()) -> list[Fault]:
    """What is missing or wrong in one part."""
    requirement = part.requirement
    if requirement is None:
        said = _faults_of_prices(contents, lines)
    else:
        said = [
            *_faults_of_answer(part.key, requirement, contents),
            *_faults_of_secrecy(part.key, requirement, contents),
        ]
    return [Fault(part.key, sentence) for sentence in said]


def _faults_of_prices(contents: Contents, lines: Iterable[PriceLine]) -> list[str]:
    missing = [line.code for line in lines if price_in(contents.text(PRICES, line.code)) is None]
    return [f"No price yet for {', '.join(missing)}. Enter 0 where it costs nothing."] if missing else []


def _faults_of_answer(key: str, requirement: Requirement, contents: Contents) -> list[str]:
    kind, name = requirement.answer_kind, requirement.code
    given = contents.text(key, kind)
    if kind == Requirement.Answer.FILE and given not in contents.files:
        given = ""
    if not given:
        return [f"{name} is not answered yet, and it must be."] if requirement.must else []
    if kind == Requirement.Answer.YES_NO and requirement.must and given == "no":
        return [f"You answer “No” to {name}, which must be met. A bid that does not meet it cannot be submitted."]
    over = words_in(given) - requirement.word_limit if requirement.word_limit else 0
    if kind == Requirement.Answer.TEXT and over > 0:
        return [f"The answer to {name} is {over} word{'s' if over > 1 else ''} too long. Shorten it."]
    return []


def _faults_of_secrecy(key: str, requirement: Requirement, contents: Contents) -> list[str]:
    if contents.text(key, "confidential") != "yes":
        return []
    name, said = requirement.code, []
    if not contents.text(key, "reason"):
        said.append(f"Say why the answer to {name} is confidential.")
    is_file = requirement.answer_kind == Requirement.Answer.FILE
    shown = contents.text(key, "redacted_file" if is_file else "redacted")
    if not shown or (is_file and shown not in contents.files):
        said.append(f"Give a redacted copy of {name}: what may be shown to whoever asks for it.")
    return said


def faults_of(lot: SolicitationLot, contents: Contents) -> list[Fault]:
    """All that keeps the bid from being submitted."""
    lines = list(lot.price_lines.all())
    return [fault for part in parts_of(lot) for fault in faults_in(part, contents, lines=lines)]


def new_salt() -> Texts:
    """Makes the digest of a content say nothing about it."""
    return {"technical": secrets.token_hex(16), "price": secrets.token_hex(16)}


def technical_content(lot: SolicitationLot, contents: Contents) -> dict[str, Any]:
    """What the technical envelope holds: answers by requirement, the files that they name with their keys."""
    answers = {row.code: _answer(f"{ANSWER}{row.code}", row, contents) for row in lot.requirements.all()}
    named = {answer[name] for answer in answers.values() for name in ("file", "redacted_file") if answer.get(name)}
    return {
        "answers": {code: answer for code, answer in answers.items() if answer},
        "files": {code: dict(contents.files[code]) for code in sorted(named) if code in contents.files},
        "salt": contents.text(SALT, "technical"),
    }


def _answer(key: str, requirement: Requirement, contents: Contents) -> dict[str, Any]:
    names = [requirement.answer_kind]
    if contents.text(key, "confidential") == "yes":
        names += ["confidential", "reason", "redacted", "redacted_file"]
    return {name: text for name in names if (text := contents.text(key, name))}


def price_content(lot: SolicitationLot, contents: Contents) -> dict[str, Any] | None:
    """What the price envelope holds: a unit price a line; None where no prices are asked for."""
    lines = list(lot.price_lines.all())
    if not (lot.solicitation.preset.priced and lines):
        return None
    prices = {line.code: str(price_in(contents.text(PRICES, line.code))) for line in lines}
    return {"currency": lot.currency, "lines": prices, "salt": contents.text(SALT, "price")}


def content_digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of a content as canonical JSON; the receipt names it."""
    return hashlib.sha256(canonical(content)).hexdigest()
