"""The invented State of Franklin, read from content/: its bodies, providers, offerings and people."""

import json
import unicodedata
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
# Never change it: orders hold the codes of plans.
PLAN_CODES = uuid.uuid5(uuid.NAMESPACE_DNS, "plans.franklin.example")
THURSDAY = 3

Record = dict[str, Any]


@cache
def state() -> Record:
    """The state itself: time zone, working week, agencies."""
    return _read(CONTENT / "franklin.json")


@cache
def people() -> tuple[Record, ...]:
    """Those who act in the story beside the persons one can sign in as."""
    return tuple(_read(CONTENT / "people.json"))


@cache
def story() -> Record:
    """What happened: contracts, requests under way, needs."""
    return _read(CONTENT / "story.json")


@cache
def costs() -> Record:
    """What services cost: rates, and what agencies paid before."""
    return _read(CONTENT / "costs.json")


@cache
def goals() -> Record:
    """What the state wants first, what agencies want to reach, and what was said to be the same."""
    return _read(CONTENT / "goals.json")


@cache
def portfolio() -> Record:
    """What agencies run, and what they paid outside Stoa."""
    return _read(CONTENT / "portfolio.json")


@cache
def sourcing() -> tuple[Record, ...]:
    """Competitions, from their text to their bids and what became of them."""
    return tuple(_read(CONTENT / "sourcing.json"))


@cache
def solicitations() -> tuple[Record, ...]:
    """What the market is asked for: requests open, closed and cancelled."""
    return tuple(_read(CONTENT / "solicitations.json"))


@cache
def declarations() -> Record:
    """What vendors declare, and the two that do not simply pass."""
    return _read(CONTENT / "declarations.json")


@cache
def relationships() -> Record:
    """Who looks after whom, and what agencies and vendors said about it."""
    return _read(CONTENT / "relationships.json")


@cache
def library() -> Record:
    """What bodies share with each other: documents, agreements on data, and what is wanted."""
    return _read(CONTENT / "library.json")


@cache
def offering_life() -> Record:
    """What one vendor does with its offerings these days."""
    return _read(CONTENT / "offering_life.json")


@cache
def providers() -> tuple[Record, ...]:
    """Vendors and the state's own houses, by name, each with its offerings."""
    return tuple(
        sorted(
            map(_read, (CONTENT / "vendors").glob("*.json")),
            key=lambda provider: provider["name"],
        )
    )


def vendors() -> tuple[Record, ...]:
    """The invented vendors alone."""
    return tuple(provider for provider in providers() if provider["kind"] == "vendor")


def offerings() -> Iterator[tuple[Record, Record]]:
    """Every orderable offering with its provider."""
    for provider in providers():
        for offering in provider["offerings"]:
            yield provider, offering


def offering(slug: str) -> Record:
    """One offering by its slug. Raises LookupError for an unknown one."""
    for _, found in offerings():
        if found["slug"] == slug:
            return found
    raise LookupError(slug)


def organisation_name(key: str) -> str:
    """The name of an agency or a provider by its key. Raises LookupError for an unknown one."""
    names = {agency["key"]: agency["name"] for agency in state()["agencies"]}
    names |= {provider["slug"]: provider["name"] for provider in providers()}
    return names[key]


def plan_code(offering_slug: str, plan_slug: str) -> uuid.UUID:
    """The code that a plan keeps through every load and revision."""
    return uuid.uuid5(PLAN_CODES, f"{offering_slug}/{plan_slug}")


def form_token(key: str) -> uuid.UUID:
    """The token by which a repeated load knows a request of the story again."""
    return uuid.uuid5(PLAN_CODES, f"story/{key}")


def mail_address(name: str, mail_domain: str) -> str:
    """The address of somebody at an organisation: Tomás Herrera is tomas.herrera@…"""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '.')}@{mail_domain}"


def on_day(offset: int | None, *, today: date) -> date | None:
    """The date that lies `offset` days from today; None stays None."""
    return None if offset is None else today + timedelta(days=offset)


def day_after_thanksgiving(year: int) -> date:
    """The Friday after the fourth Thursday of November, on which state offices are closed."""
    first = date(year, 11, 1)
    fourth_thursday = first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 21)
    return fourth_thursday + timedelta(days=1)


def closed_days(years: range) -> dict[str, str]:
    """The state's own closed days beside the public holidays, by ISO date."""
    return {day_after_thanksgiving(year).isoformat(): "Day after Thanksgiving" for year in years}


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
