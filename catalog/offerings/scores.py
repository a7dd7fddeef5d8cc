"""What scorecards say of vendors, noted for comparisons by those who draw them up."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from .facts import VendorScore


@transaction.atomic
def record_vendor_score(
    *,
    vendor: Organisation,
    reference: str,
    score: Decimal,
    months: tuple[date, date],
    public_from: datetime,
    by: Any,
) -> VendorScore:
    """Notes what a vendor's scorecard says, for comparisons, from the moment on at which it is public.

    Raises PermissionDenied.
    """
    require(by, "catalog.record_standing", vendor)
    row: VendorScore = VendorScore.objects.create(
        vendor=vendor,
        reference=reference,
        score=score,
        first_month=months[0],
        last_month=months[1],
        public_from=public_from,
    )
    return row


def forget_vendor_score(*, reference: str, by: Any) -> None:
    """Takes back the note of a scorecard that was withdrawn before it was public. Raises PermissionDenied."""
    require(by, "catalog.record_standing")
    VendorScore.objects.filter(reference=reference).delete()
