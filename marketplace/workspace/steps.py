"""What a next step is, where steps come from, and how the soonest are found."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Value, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marketplace.permissions import Role, holds

from .reader import Reader

Due = datetime.datetime | datetime.date
STEPS_SHOWN = 10
_AT_LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do: "Approve O-2026-0007, Case management", why, and the button that leads there.

    `url` is where the reference leads; `target` where the button does, where that is another page.
    `due` is a moment, or a day that counts until its end. `mark` is said on the day in the row of days. A step without
    a deadline says since when it waits, where that is known.
    """

    what: str
    reference: str
    url: str
    about: str = ""
    why: str
    button: str
    target: str = ""
    mark: str = ""
    due: Due | None = None
    since: datetime.datetime | None = None

    @property
    def title(self) -> SafeString:
        """The sentence of the step, with its reference as a link."""
        about = f", {self.about}" if self.about else ""
        return format_html('{} <a class="st-ref" href="{}">{}</a>{}', self.what, self.url, self.reference, about)

    @property
    def leads_to(self) -> str:
        """Where its button leads."""
        return self.target or self.url

    @property
    def due_at(self) -> datetime.datetime | None:
        """The moment of the deadline; of a day, its end in the reader's zone."""
        return None if self.due is None else end_of(self.due)


@dataclass(frozen=True)
class Source:
    """A slice's part of somebody's work: which rows wait, soonest first, and how each is told.

    `one` and `many` name them in a heading: "order to approve". Only holders of `roles` are asked for.
    """

    key: str
    one: str
    many: str
    roles: frozenset[Role]
    find: Callable[[Reader], QuerySet]
    tell: Callable[[Any, Reader], Step]

    @property
    def url(self) -> str:
        """Where all of them stand."""
        return reverse("workspace_steps", args=[self.key])

    def serves(self, user: Any) -> bool:
        """Whether somebody holds a role that this work falls to."""
        return holds(user, self.roles)


@dataclass(frozen=True)
class Found:
    """The soonest steps of one source, and how many there are in all."""

    source: Source
    steps: list[Step]
    total: int


def end_of(due: Due) -> datetime.datetime:
    """A moment as it is; a day as the midnight that ends it in the reader's zone."""
    if isinstance(due, datetime.datetime):
        return due
    midnight = datetime.datetime.combine(due + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(midnight)


def look(sources: Iterable[Source], reader: Reader, *, limit: int = STEPS_SHOWN) -> list[Found]:
    """The soonest steps of each source, with how many there are in all.

    Most kinds of work wait for nobody at a time: one statement counts all of them, and one more reads each that does.
    """
    rows = {source: source.find(reader) for source in sources}
    totals = _counted({source.key: found for source, found in rows.items()})
    return [
        Found(source, [source.tell(row, reader) for row in found[:limit]], totals[source.key])
        if source.key in totals
        else Found(source, [], 0)
        for source, found in rows.items()
    ]


def _counted(rows: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows there are of each kind, by its key; kinds without any are left out. One statement."""
    each = [
        found.order_by().annotate(in_all=Window(Count("*"))).values_list(Value(key), "in_all")[:1]
        for key, found in rows.items()
    ]
    return dict(each[0].union(*each[1:], all=True)) if each else {}


def soonest_first(steps: Iterable[Step]) -> list[Step]:
    """By deadline; after them what has none, the longest wait first, and last what nobody knows the beginning of."""

    def place(step: Step) -> tuple[bool, datetime.datetime, str]:
        return step.due_at is None, step.due_at or step.since or _AT_LAST, step.reference

    return sorted(steps, key=place)
