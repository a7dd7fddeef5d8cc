"""What others note of an offering: what was measured, who uses it, how it was reviewed, what it cost. No revision."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.errors import InvalidInput
from marketplace.permissions import require

from .changes import note_changes
from .models import Offering, OfferingFacts


@transaction.atomic
def record_standing(
    *,
    offering: Offering,
    by: Any,
    at: datetime,
    availability: Decimal | None,
    coverage: Decimal | None,
    measured_from: datetime | None,
    measured_to: datetime | None,
    measured_by: str,
) -> OfferingFacts:
    """Notes what was measured of an offering, for its page and for search. Percentages, as measured.

    Raises PermissionDenied, and InvalidInput where a figure comes without its window.
    """
    require(by, "catalog.record_standing", offering)
    if availability is not None and not (measured_from and measured_to and measured_from < measured_to):
        raise InvalidInput("A measured availability needs the window it was measured in. Give its start and end.")
    facts, _ = OfferingFacts.objects.update_or_create(
        offering=offering,
        defaults={
            "measured_availability": availability,
            "measured_coverage": coverage,
            "measured_from": measured_from,
            "measured_to": measured_to,
            "measured_by": measured_by,
            "updated_at": at,
        },
    )
    note_changes(offering_ids=[offering.pk], at=at)
    return facts


@transaction.atomic
def record_use(*, offering: Offering, agencies: int, by: Any, at: datetime) -> OfferingFacts:
    """Notes how many agencies here hold a contract on an offering. Raises PermissionDenied."""
    require(by, "catalog.record_standing", offering)
    facts, _ = OfferingFacts.objects.update_or_create(
        offering=offering, defaults={"under_contract_count": agencies, "updated_at": at}
    )
    note_changes(offering_ids=[offering.pk], at=at)
    return facts


@transaction.atomic
def record_reviews(
    *,
    offering: Offering,
    count: int,
    agencies: int,
    service: Decimal | None,
    ordering: Decimal | None,
    by: Any,
    at: datetime,
) -> OfferingFacts:
    """Notes how many reviews it has, by how many agencies, and their means of five. Raises PermissionDenied."""
    require(by, "catalog.record_standing", offering)
    told = {"review_count": count, "review_agencies": agencies, "service_rating": service, "ordering_rating": ordering}
    facts, _ = OfferingFacts.objects.update_or_create(offering=offering, defaults={**told, "updated_at": at})
    return facts


@transaction.atomic
def record_spend(*, spent: Mapping[int, Decimal], until: date, by: Any, at: datetime) -> None:
    """Notes what agencies here were charged for offerings in the twelve months to `until`, by the offering's id.

    What is not named was not charged for. Raises PermissionDenied.
    """
    require(by, "catalog.record_standing")
    OfferingFacts.objects.exclude(offering__in=spent).filter(spent__isnull=False).update(spent=None, spent_until=None)
    told = ["spent", "spent_until", "updated_at"]
    OfferingFacts.objects.bulk_create(
        (
            OfferingFacts(offering_id=offering, spent=max(amount, Decimal(0)), spent_until=until, updated_at=at)
            for offering, amount in spent.items()
        ),
        update_conflicts=True,
        unique_fields=["offering"],
        update_fields=told,
    )
