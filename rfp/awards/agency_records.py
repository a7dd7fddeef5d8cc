"""What needs, requests and awards are to an agency’s timeline and to threads: both stand below and know only kinds."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from contracts.relationships.history import Source, add_source, happened, joined, path_of
from contracts.relationships.records import RecordKind, add_kind
from marketplace.organisations.models import Organisation
from rfp.awards.models import Award
from rfp.needs.models import Need
from rfp.solicitations.models import Solicitation


def needs(agency: Organisation, user: Any, at: datetime.datetime) -> Iterator[QuerySet]:
    """Stated, and decided on."""
    rows = Need.objects.visible_to(user).filter(agency=agency)
    told: dict[str, Any] = {"kind": "needs", "about": F("title"), "address": path_of("needs")}
    yield happened(rows, at="stated_at", what="Need stated", **told)
    yield happened(rows.filter(decided_at__isnull=False), at="decided_at", what="Need decided on", tone="ok", **told)


def competitions(agency: Organisation, user: Any, at: datetime.datetime) -> Iterator[QuerySet]:
    """Requests published or cancelled, and awards announced."""
    rows = Solicitation.objects.visible_to(user).filter(agency=agency, published_at__isnull=False)
    told: dict[str, Any] = {"kind": "competitions", "about": F("title"), "address": path_of("opportunities")}
    yield happened(rows, at="published_at", what="Request published", tone="ok", **told)
    cancelled = rows.filter(cancelled_at__isnull=False)
    yield happened(cancelled, at="cancelled_at", what="Request cancelled", tone="bad", **told)
    awards = Award.objects.visible_to(user).announced().filter(lot__solicitation__agency=agency)
    place = joined("/awards/", F("lot__solicitation__reference"), "/", F("lot__number"), "/")
    told |= {"about": F("lot__title"), "address": place}
    yield happened(awards, at="approved_at", what="Award announced", tone="ok", amount="value", **told)


add_source(Source("needs", "Needs", needs))
add_source(Source("competitions", "Competitions", competitions))
add_kind(RecordKind("need", "Need", Need.objects.visible_to))
add_kind(RecordKind("request", "Request", Solicitation.objects.visible_to))
