"""Which kinds of record a procurement has, and from which day the years of each are counted: pure functions."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """The days from which times are counted; None for one that has not come."""

    closed_on: datetime.date | None = None
    cancelled_on: datetime.date | None = None
    announced_on: datetime.date | None = None
    contract_ends_on: datetime.date | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of record, its years counted from the first of `counts_from` that is known."""

    key: str
    title: str
    counts_from: tuple[str, ...]
    words: str
    destroyed: bool = True


KINDS = (
    Kind(
        "file", "The procurement file: text, questions, opening, scores, award, letters",
        ("contract_ends_on", "cancelled_on"), "the end of the contract, or the day on which it was called off",
        destroyed=False,
    ),
    Kind("winning", "The winning bid", ("contract_ends_on",), "the end of the contract"),
    Kind(
        "others", "Bids that did not win", ("announced_on", "cancelled_on"),
        "the day of the award, or the day on which it was called off",
    ),
    Kind("answers", "Answers to a request for information", ("closed_on", "cancelled_on"), "the deadline"),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}


def kept_until(kind: Kind, years: int | None, facts: Facts) -> datetime.date | None:
    """The first day on which it may be destroyed; None while no schedule holds, or the day it counts from has not
    come."""
    known = [day for name in kind.counts_from if (day := getattr(facts, name)) is not None]
    return _years_later(known[0], years) if known and years is not None else None


def kinds_of(*, is_rfi: bool) -> tuple[Kind, ...]:
    """Those that a request of its kind has."""
    own = {"file", "answers"} if is_rfi else {"file", "winning", "others"}
    return tuple(kind for kind in KINDS if kind.key in own)


def _years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; the 29th of February becomes the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)
