"""The door through which who provides a service tells what was used, and both sides read it."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from pydantic import Field

from contracts.orders.models import Order
from marketplace.errors import InvalidInput
from marketplace.organisations.token_auth import MEASURE, READ
from marketplace.permissions import organisations_for
from marketplace.schemas import Paged, PageOf, Schema, paged

from .batches import HEADER, MOST_ROWS, UsesIn, read_batch, take_batch
from .queries import uses_of

router = Router(tags=["orders"])
BODIES: dict[str, dict[str, Any]] = {
    "application/json": UsesIn.model_json_schema(ref_template="#/components/schemas/{model}"),
    "text/csv": {
        "type": "string",
        "description": f"The header line “{','.join(HEADER)}”, then at most {MOST_ROWS:,} rows of one meter and month.",
    },
}
BODIES["application/json"]["properties"]["uses"]["items"] = BODIES["application/json"].pop("$defs")["UseIn"]
DESCRIBED = {"requestBody": {"required": True, "content": {kind: {"schema": body} for kind, body in BODIES.items()}}}


class UseRowOut(Schema):
    """`state` is new, replaced (an earlier count that is not billed yet), or known."""

    meter: str
    month: str
    used: int
    state: str


class UseTakenOut(Schema):
    """What became of a batch, row by row in its order."""

    fresh: int = Field(description="Rows that were new or replaced an earlier count.")
    known: int
    rows: list[UseRowOut]


class UseOut(Schema):
    """The count that stands for a month. `state` is billed, included, or open: on the next invoice."""

    meter: str = Field(alias="charge")
    month: str
    used: int
    included: int
    unit: str
    state: str
    told_at: datetime.datetime

    @staticmethod
    def resolve_month(use: Any) -> str:
        return f"{use.month:%Y-%m}"

    @staticmethod
    def resolve_included(use: Any) -> int:
        return use.charged["included"]

    @staticmethod
    def resolve_unit(use: Any) -> str:
        return use.charged["unit"]

    @staticmethod
    def resolve_state(use: Any) -> str:
        return "billed" if use.is_billed else "included" if use.is_included else "open"


def _order(request: HttpRequest, reference: str) -> Order:
    found = Order.objects.visible_to(request.user).with_parties().prefetch_related("shares")
    return get_object_or_404(found, reference=reference)


@router.post(
    "/{reference}/use",
    response={200: UseTakenOut, 201: UseTakenOut},
    auth=MEASURE,
    url_name="order_use",
    openapi_extra=DESCRIBED,
    summary="Tell what was used",
)
def post_use(request: HttpRequest, reference: str) -> Status[dict[str, Any]]:
    """Takes a batch of metered use in, whole or not at all: 201 with new counts, 200 without. Safe to repeat.

    Refused, each row at fault is named with its reason.
    """
    order, token = _order(request, reference), getattr(request, "api_token", None)
    if token is not None and token.organisation_id not in organisations_for(request.user, "contracts.tell_use"):
        raise PermissionDenied("contracts.tell_use")
    try:
        content = request.body
    except RequestDataTooBig as error:
        raise InvalidInput(f"A batch holds {MOST_ROWS:,} rows at most. Nothing was kept. Send it in parts.") from error
    taken = take_batch(order=order, rows=read_batch(content, request.content_type or ""), by=request.user)
    fresh = sum(one.state != "known" for one in taken)
    rows = [one.row.model_dump() | {"state": one.state} for one in taken]
    return Status(201 if fresh else 200, {"fresh": fresh, "known": len(taken) - fresh, "rows": rows})


@router.get("/{reference}/use", response=Paged[UseOut], auth=READ, url_name="order_use", summary="What was used")
def list_use(request: HttpRequest, reference: str, asked: Query[PageOf]) -> dict[str, Any]:
    """The counts that stand, the latest month first, each with whether it is billed."""
    return paged(request, [use for use in uses_of(_order(request, reference)) if use.charged], asked)
