"""Everything that happened between an agency and the office, as rows of one shape, paged in two statements.

Each kind of event is a source: querysets over the records of one slice, brought into the same columns and joined by
UNION ALL in the database. Slices above this one add theirs with `add_source` when their app is ready.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Cast, Concat, Left

from marketplace.money import AmountField
from marketplace.organisations.models import Organisation

WORDS_SHOWN = 160
TEXT = models.TextField()
Words = str | models.Expression | F
Finder = Callable[[Organisation, Any, datetime.datetime], Iterable[QuerySet]]


@dataclass(frozen=True)
class Source:
    """One kind of event. `find` gets the agency, the reader and the moment, and returns querysets of `happened`."""

    key: str
    label: str
    find: Finder


@dataclass(frozen=True)
class Event:
    """One row of the timeline. `tone` as in the component; `amount` only where money is what it is about."""

    kind: str
    at: datetime.datetime
    what: str
    about: str
    address: str
    tone: str
    amount: Decimal | None


SOURCES: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Makes it part of every agency's timeline; a second time changes nothing."""
    SOURCES[source.key] = source


def happened(
    rows: QuerySet,
    *,
    kind: str,
    at: Words,
    what: Words,
    address: Words,
    about: Words = "",
    tone: Words = "",
    amount: str = "",
) -> QuerySet:
    """These rows in the columns of the timeline. Texts are taken as they are; `F` and other expressions are asked."""
    return rows.order_by().values(
        h_kind=Value(kind, TEXT),
        h_at=F(at) if isinstance(at, str) else at,
        h_what=_text(what),
        h_about=Left(_text(about), WORDS_SHOWN),
        h_address=_text(address),
        h_tone=_text(tone),
        h_amount=Cast(F(amount) if amount else Value(None), AmountField(null=True)),
    )


def joined(*parts: Words) -> Concat:
    """One text of several; texts as they are, fields and other expressions as text."""
    return Concat(*(_text(part) for part in parts), output_field=TEXT)


def path_of(start: str, field: str = "reference") -> Concat:
    """/start/<field>/ of each row."""
    return joined(f"/{start}/", F(field), "/")


def end_of_day(field: str) -> Func:
    """The last minute of a day on the office's calendar, as a moment."""
    return Func(
        Value(settings.TIME_ZONE),
        F(field),
        template="timezone(%(expressions)s::timestamp + interval '23 hours 59 minutes')",
        output_field=models.DateTimeField(),
    )


def day_in_words(field: str) -> Func:
    """The day of a moment on the office's calendar: 8 Dec 2026."""
    return Func(
        Value(settings.TIME_ZONE),
        F(field),
        template="to_char(timezone(%(expressions)s), 'FMDD Mon YYYY')",
        output_field=TEXT,
    )


def history_of_agency(
    agency: Organisation, user: Any, *, at: datetime.datetime, kinds: Collection[str] = ()
) -> QuerySet:
    """What happened, the latest first, of these kinds or of all, as far as the reader may see each record.

    One statement wherever it is counted or sliced, however many kinds and rows there are; `events` reads its rows.
    """
    wanted = [source for source in SOURCES.values() if not kinds or source.key in kinds]
    parts = [part for source in wanted for part in source.find(agency, user, at)]
    joined = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return joined.order_by("-h_at", "h_address", "h_what")


def events(rows: Iterable[dict[str, Any]]) -> list[Event]:
    """Rows of the timeline as values."""
    return [Event(**{name.removeprefix("h_"): value for name, value in row.items()}) for row in rows]


def _text(words: Words) -> models.Expression:
    return Value(words, TEXT) if isinstance(words, str) else Cast(words, TEXT)
