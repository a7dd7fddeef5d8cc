"""The door through which monitors send what they measured."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from contracts.agreements.models import Contract
from marketplace.organisations.models import Organisation
from marketplace.organisations.token_auth import MEASURE
from marketplace.permissions import own_organisations, require
from marketplace.schemas import Schema

from .actions import check_measurements, load_measurements
from .batches import LARGEST_BATCH, MOST_MEASUREMENTS, BatchTooLarge, Measurement, read_sent
from .readings import HEADER, LONGEST_CELL, Reading

router = Router(tags=["service levels"])
SOURCE = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_CELL,
    "description": "The monitor's own name of the measured service.",
}
ROW = Measurement.model_json_schema()
BODIES: dict[str, dict[str, Any]] = {
    "application/json": {
        "type": "object",
        "required": ["source", "measurements"],
        "properties": {
            "source": SOURCE,
            "measurements": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_MEASUREMENTS,
                "items": ROW,
                "description": f"At most {MOST_MEASUREMENTS:,} rows and {LARGEST_BATCH // 2**20} MB.",
            },
        },
        "additionalProperties": False,
    },
    "application/x-ndjson": {
        "type": "string",
        "description": "A measurement a line, as in the list of the JSON document, each with its “source”.",
    },
    "text/csv": {"type": "string", "description": f"The header line “{','.join(HEADER)}”, then a measurement a line."},
}
DESCRIBED = {"requestBody": {"required": True, "content": {kind: {"schema": body} for kind, body in BODIES.items()}}}


class BatchOut(Schema):
    """`fresh` rows were new, `known` were held already. `batch` and its fingerprint are null where nothing was kept."""

    fresh: int
    known: int
    batch: int | None
    sha256: str | None
    measured_by: str


@router.post(
    "/{reference}/service-levels/{code}/measurements",
    response={200: BatchOut, 201: BatchOut},
    auth=MEASURE,
    url_name="contract_measurements",
    openapi_extra=DESCRIBED,
)
def post_measurements(
    request: HttpRequest,
    reference: str,
    code: str,
    check: bool = Query(False, description="Only say what would be taken, and keep nothing."),
) -> Status[dict[str, Any]]:
    """Takes a batch of one monitor's rows in, whole or not at all: 201 with new rows, 200 without or on a check."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user), reference=reference)
    term = get_object_or_404(contract.service_level_terms.select_related("contract"), code=code)
    require(request.user, "contracts.load_measurements", term)
    readings, owner = _readings(request), _measuring(request)
    if check:
        report = check_measurements(term=term, readings=readings, by=request.user)
    else:
        report = load_measurements(term=term, readings=readings, by=request.user, measured_by=owner)
    batch = report.batch
    kept = {"batch": batch.pk, "sha256": batch.sha256} if batch else {"batch": None, "sha256": None}
    answer = {"fresh": report.fresh, "known": report.known, "measured_by": owner.name, **kept}
    return Status(201 if batch else 200, answer)


def _measuring(request: HttpRequest) -> Organisation:
    """Who sends: the token's organisation, or the broker office of somebody signed in."""
    token = getattr(request, "api_token", None)
    if token is not None:
        return token.organisation
    office = Organisation.objects.broker_offices().filter(pk__in=own_organisations(request.user))
    return office.order_by("pk")[0]


def _readings(request: HttpRequest) -> list[Reading]:
    try:
        content = request.body
    except RequestDataTooBig as error:
        raise BatchTooLarge from error
    return read_sent(content, request.content_type or "")
