"""Key figures of an agency's page that slices above this one make: each adds its own when its app is ready."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marketplace.organisations.models import Organisation


@dataclass(frozen=True)
class AgencyFigure:
    """One figure: what it is, how much, of what, and where its rows are."""

    label: str
    value: str
    note: str
    address: str


Finder = Callable[[Organisation, Any, datetime.datetime], AgencyFigure]
FINDERS: dict[str, Finder] = {}


def add_figure(key: str, find: Finder) -> None:
    """Makes it part of every agency's page; a second time changes nothing."""
    FINDERS[key] = find


def added_figures(agency: Organisation, user: Any, *, at: datetime.datetime) -> list[AgencyFigure]:
    """Of one agency, as far as the reader may see the rows."""
    return [find(agency, user, at) for find in FINDERS.values()]
