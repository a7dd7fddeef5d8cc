"""Puts vendors where most tests want them: declared and admitted, without the way there."""

import datetime

from django.utils import timezone

from catalog.models import Admission, Declaration, Lot, QuestionSet, QuestionSetVersion
from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation

A_YEAR = datetime.timedelta(days=365)
LOTS = (Lot.CLOUD_HOSTING, Lot.CLOUD_SOFTWARE, Lot.CLOUD_SUPPORT)


def declared(vendor: Organisation, *, until: datetime.datetime | None = None) -> Declaration:
    """An accepted declaration."""
    until = until or timezone.now() + A_YEAR
    signed_at = until - A_YEAR
    somebody = User.objects.order_by("pk").first()
    return Declaration.objects.create(
        vendor=vendor,
        question_set_version=_any_version(),
        status=Declaration.Status.PASSED,
        begun_at=signed_at,
        signed_at=signed_at,
        signed_by=somebody or User.objects.create(email="signs@people.example", name="Somebody"),
        decided_at=signed_at,
        reason="Every answer passes.",
        valid_until=until,
    )


def admitted(vendor: Organisation, *lots: str, until: datetime.datetime | None = None) -> Organisation:
    """A vendor that may take orders in these lots, or in all that vendors can be admitted to."""
    declared(vendor, until=until)
    at = timezone.now()
    Admission.objects.bulk_create(
        Admission(
            vendor=vendor,
            lot_id=lot,
            status=Admission.Status.ADMITTED,
            asked_at=at,
            decided_at=at,
            reason="The declaration was accepted.",
            told_in_force=True,
        )
        for lot in lots or LOTS
    )
    return vendor


def _any_version() -> QuestionSetVersion:
    """The one in force, or one that asks nothing."""
    version = QuestionSetVersion.objects.in_force(purpose=QuestionSet.Purpose.DECLARATION).first()
    if version:
        return version
    question_set, _ = QuestionSet.objects.get_or_create(
        purpose=QuestionSet.Purpose.DECLARATION, lot=None, defaults={"title": "Declaration"}
    )
    return QuestionSetVersion.objects.create(
        question_set=question_set, number=1, content=[], published_at=timezone.now()
    )
