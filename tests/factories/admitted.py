"""Puts vendors where most tests want them: declared and admitted, without the way there."""

import datetime

from django.db.models import Model
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
    [declaration] = Declaration.objects.bulk_create(
        [
            Declaration(
                vendor=vendor,
                question_set_version_id=_any_version(),
                status=Declaration.Status.PASSED,
                begun_at=signed_at,
                signed_at=signed_at,
                signed_by_id=_anybody(),
                decided_at=signed_at,
                reason="Every answer passes.",
                valid_until=until,
            )
        ]
    )
    return declaration


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


# Nearly every test makes a vendor: numbers instead of rows, and no signal of Wagtail's, save a second in ten.
def _anybody() -> int:
    """A person's number."""
    found = User.objects.order_by().values_list("pk", flat=True)[:1]
    return found[0] if found else _made(User(email="signs@people.example", name="Somebody"))


def _any_version() -> int:
    """The number of the one in force, or of one that asks nothing."""
    in_force = QuestionSetVersion.objects.in_force(purpose=QuestionSet.Purpose.DECLARATION).values_list("pk", flat=True)
    return in_force[0] if in_force else _that_asks_nothing()


def _that_asks_nothing() -> int:
    about_vendors = QuestionSet.objects.filter(purpose=QuestionSet.Purpose.DECLARATION, lot=None)
    known = about_vendors.values_list("pk", flat=True)[:1]
    asked = known[0] if known else _made(QuestionSet(purpose=QuestionSet.Purpose.DECLARATION, title="Declaration"))
    return _made(QuestionSetVersion(question_set_id=asked, number=1, content=[], published_at=timezone.now()))


def _made(row: Model) -> int:
    type(row)._default_manager.bulk_create([row])
    return row.pk
