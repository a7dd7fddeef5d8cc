"""A company says how large it is, once a year: the day counts, so that nobody stays small for ever."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from ..models import CompanyDetails, Organisation


class NoDetails(DomainError):
    sentence = (
        "Stoa holds no legal name and tax number of this company, so its size cannot be stated. Nothing was saved. "
        "Ask the broker office to take them in."
    )


@transaction.atomic
def state_size(
    *, vendor: Organisation, size: str, small_business: bool | None, by: Any, now: Clock = database_now
) -> CompanyDetails:
    """Keeps the size with the day on which it was stated. Raises PermissionDenied, InvalidInput, NoDetails."""
    require(by, "organisations.state_size", vendor)
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    if size not in CompanyDetails.Size:
        raise InvalidInput("Choose how many people work for the company.")
    details = CompanyDetails.objects.select_for_update().filter(organisation=vendor).first()
    if details is None:
        raise NoDetails
    details.size, details.stated_at = size, now()
    details.save(update_fields=["size", "stated_at"])
    vendor.small_business = small_business
    vendor.save(update_fields=["small_business", "sort_name"])
    data = {"size": size, "small_business": small_business}
    record(action="organisations.size_stated", obj=vendor, by=by, at=details.stated_at, data=data)
    return details
