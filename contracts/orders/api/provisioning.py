"""Reports of provisioning by the vendor's system. A key makes sending again harmless."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Status
from pydantic import Field

from marketplace.organisations.token_auth import PROVISION, READ
from marketplace.schemas import Input, Paged, PageOf, Schema, paged

from ..actions import Report, report_provisioning
from ..actions.provisioning import LONGEST_KEY
from ..models import Order, ProvisioningStep
from .placing import router

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=LONGEST_KEY,
        description="Chosen by you for each report. The same report under its key again changes nothing and is "
        "answered the same; another report under it is refused with 409.",
    ),
]


class ProvisioningIn(Input):
    """One report: started; ready, with where it is; or failed, with the reason."""

    step: ProvisioningStep.Kind = Field(
        description="After `started` comes `ready` or `failed`, after `failed` `started`."
    )
    resource: str = Field("", max_length=300, description="Of `ready`: your name or address of what is provided.")
    reason: str = Field("", max_length=1000, description="Of `failed`: why, in a sentence that the agency reads.")


class ProvisioningOut(Schema):
    key: str
    step: str = Field(alias="kind")
    resource: str
    reason: str
    reported_at: datetime.datetime


def _order(request: HttpRequest, reference: str) -> Order:
    return get_object_or_404(Order.objects.visible_to(request.user), reference=reference)


@router.post(
    "/{reference}/provisioning",
    response={201: ProvisioningOut},
    auth=PROVISION,
    url_name="order_provisioning",
    summary="Report a step of provisioning",
)
def post_provisioning(request: HttpRequest, reference: str, sent: ProvisioningIn, key: Key) -> Status:
    """Takes one report of the vendor in. When it is ready, the service clock of its contract begins."""
    report = Report(sent.step, sent.resource, sent.reason)
    step = report_provisioning(order=_order(request, reference), key=key, report=report, by=request.user)
    return Status(201, step)


@router.get(
    "/{reference}/provisioning",
    response=Paged[ProvisioningOut],
    auth=READ,
    url_name="order_provisioning",
    summary="What was reported of an order’s provisioning",
)
def list_provisioning(request: HttpRequest, reference: str, asked: Query[PageOf]) -> dict[str, Any]:
    """The reports, oldest first."""
    return paged(request, _order(request, reference).provisioning_steps.all(), asked)
