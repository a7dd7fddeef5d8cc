"""What a payer states for the invoices to come."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..models import Invoice, PurchaseOrder, TaxExemption


@transaction.atomic
def state_purchase_order(
    *,
    payer: Organisation,
    contract_reference: str,
    number: str,
    by: Any,
    cost_centre: str = "",
    now: Clock = database_now,
) -> PurchaseOrder:
    """The payer's own number for a contract: on its drafts at once, and on every invoice drafted from now on.

    Raises PermissionDenied, InvalidInput without a number.
    """
    at = now()
    stated = PurchaseOrder(
        payer=payer, contract_reference=contract_reference, number=number.strip()[:60], stated_at=at,
        cost_centre=cost_centre.strip()[:60], stated_by_id=by.pk,
    )  # fmt: skip
    require(by, "billing.state_purchase_order", stated)
    if not stated.number:
        raise InvalidInput("Enter the number of your purchase order. Nothing was changed.")
    stated.save(force_insert=True)
    drafts = Invoice.objects.filter(
        payer=payer, contract_reference=contract_reference, status=Invoice.Status.DRAFT
    ).select_for_update()
    for draft in drafts:
        draft.purchase_order, draft.cost_centre = stated.number, stated.cost_centre
        draft.save(update_fields=["purchase_order", "cost_centre"])
    data = {"contract": contract_reference, "number": stated.number, "cost_centre": stated.cost_centre}
    record(action="billing.purchase_order.stated", obj=stated, by=by, at=at, data=data)
    return stated


@transaction.atomic
def state_tax_exemption(
    *,
    organisation: Organisation,
    number: str,
    issued_by: str,
    valid_from: datetime.date,
    by: Any,
    valid_until: datetime.date | None = None,
    now: Clock = database_now,
) -> TaxExemption:
    """The certificate that invoices name from now on. Raises PermissionDenied, InvalidInput."""
    require(by, "billing.state_tax_exemption", organisation)
    if not number.strip() or not issued_by.strip():
        raise InvalidInput("Enter the number of the certificate, and who gave it. Nothing was changed.")
    if valid_until is not None and valid_until < valid_from:
        raise InvalidInput("Its last day lies before its first. Nothing was changed.")
    at = now()
    stated = TaxExemption.objects.create(
        organisation=organisation, number=number.strip()[:60], issued_by=issued_by.strip()[:120],
        valid_from=valid_from, valid_until=valid_until, stated_at=at, stated_by_id=by.pk,
    )  # fmt: skip
    data = {"number": stated.number, "issued_by": stated.issued_by, "valid_until": valid_until}
    record(action="billing.tax_exemption.stated", obj=stated, by=by, at=at, data=data)
    return stated
