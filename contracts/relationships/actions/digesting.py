"""Writing each agency's month once, sending it to its people, and not sending it to who does not want it."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.errors import InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..links import refusal_token
from ..models import Digest, DigestRefusal
from ..queries.digests import first_of, sections_of
from ..queries.looking_after import people_of, served


@transaction.atomic
def write_due_digests(*, by: Any, now: Clock = database_now) -> int:
    """Writes the month that is over for every agency with people in Stoa that has not got it yet. A second run writes
    nothing. Returns how many were written. Raises PermissionDenied."""
    require(by, "contracts.write_digest")
    at = now()
    month = first_of(office_day(at), back=1)
    missing = served(at=at).exclude(pk__in=Digest.objects.filter(month=month).values("agency"))
    return sum(write_digest(agency=agency, month=month, by=by, now=lambda: at) is not None for agency in missing)


@transaction.atomic
def write_digest(*, agency: Organisation, month: datetime.date, by: Any, now: Clock = database_now) -> Digest | None:
    """Keeps one month as it stands and sends it to the agency's people; None where that month is written already.

    Raises PermissionDenied, and InvalidInput for a month that is not over.
    """
    require(by, "contracts.write_digest")
    at, month = now(), month.replace(day=1)
    if month >= first_of(office_day(at)):
        raise InvalidInput("This month is not over yet. Choose one that is.")
    told = {"sections": sections_of(agency, month, at=at), "written_at": at}
    digest, is_new = Digest.objects.get_or_create(agency=agency, month=month, defaults=told)
    if not is_new:
        return None
    record(action="contracts.digest.written", obj=digest, by=by, at=at, data={"month": month})
    refused = set(DigestRefusal.objects.filter(agency=agency).values_list("person_id", flat=True))
    for person in User.objects.filter(pk__in=people_of(agency, at=at) - refused, is_active=True).order_by("pk"):
        notify(
            recipients=[person],
            key=f"digest-{digest.pk}",
            subject=f"{month:%B %Y} for {agency}: spent, failed, owed, ending",
            body=as_text(digest),
            address=digest.get_absolute_url(),
            unsubscribe=reverse("digest_refuse", args=[refusal_token(agency, person)]),
            at=at,
        )
    return digest


@transaction.atomic
def refuse_digest(*, agency: Organisation, person: User, now: Clock = database_now) -> None:
    """Nothing more of it is sent to `person`, who holds the link of a digest; a second time changes nothing."""
    at = now()
    _, is_new = DigestRefusal.objects.get_or_create(agency=agency, person=person, defaults={"refused_at": at})
    if is_new:
        record(action="contracts.digest.refused", obj=agency, by=person, at=at)


@transaction.atomic
def want_digest(*, agency: Organisation, by: Any, now: Clock = database_now) -> None:
    """Somebody of the agency wants it sent again. Raises PermissionDenied."""
    require(by, "contracts.want_digest", agency)
    if DigestRefusal.objects.visible_to(by).filter(agency=agency).delete()[0]:
        record(action="contracts.digest.wanted", obj=agency, by=by, at=now())


def as_text(digest: Digest) -> str:
    """The sections as plain text, for the mail."""
    parts = [
        f"{section['title']}\n" + "\n".join(f"- {line['words']}" for line in section["lines"])
        for section in digest.sections
    ]
    return "\n\n".join(parts)
