"""The door through which monitors send what they measured."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from contracts.agreements.models import ServiceLevelTerm
from contracts.agreements.objectives import Shape
from marketplace.organisations.models import Organisation
from marketplace.organisations.token_auth import MEASURE
from marketplace.permissions import own_organisations, require
from marketplace.schemas import Schema

from ..actions import check_measurements, load_measurements
from ..batches import LARGEST_BATCH, MOST_MEASUREMENTS, BatchTooLarge, Counted, Measurement, read_sent
from ..readings import COUNT_HEADER, HEADER, LONGEST_CELL, AnyRow

router = Router(tags=["service levels"])
SOURCE = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_CELL,
    "description": "The monitor's own name of the measured service.",
}
ROW = {"oneOf": [Measurement.model_json_schema(), Counted.model_json_schema()]}
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
    "text/csv": {
        "type": "string",
        "description": (
            f"The header line “{','.join(HEADER)}”, or for what is counted “{','.join(COUNT_HEADER)}”, "
            "then a measurement a line."
        ),
    },
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
    term, owner = measured_term(request, reference, code)
    readings = _readings(request, term.shape)
    if check:
        report = check_measurements(term=term, readings=readings, by=request.user)
    else:
        report = load_measurements(term=term, readings=readings, by=request.user, measured_by=owner)
    batch = report.batch
    kept = {"batch": batch.pk, "sha256": batch.sha256} if batch else {"batch": None, "sha256": None}
    answer = {"fresh": report.fresh, "known": report.known, "measured_by": owner.name, **kept}
    return Status(201 if batch else 200, answer)


def measured_term(request: HttpRequest, reference: str, code: str) -> tuple[ServiceLevelTerm, Organisation]:
    """The service level and in whose name it is measured: the token's organisation, or that of somebody signed in.

    Raises Http404 where the sender does not see it, PermissionDenied for whoever is not its measuring party.
    """
    seen = ServiceLevelTerm.objects.visible_to(request.user).select_related("contract")
    term = get_object_or_404(seen, contract__reference=reference, code=code)
    require(request.user, term.measuring_action, term)
    token, party = getattr(request, "api_token", None), term.measuring_organisation_id
    if token is not None and party not in {None, token.organisation_id}:
        raise PermissionDenied(term.measuring_action)
    if token is not None:
        return term, token.organisation
    if party is not None:
        return term, Organisation.objects.get(pk=party)
    office = Organisation.objects.broker_offices().filter(pk__in=own_organisations(request.user))
    return term, office.order_by("pk")[0]


def _readings(request: HttpRequest, shape: Shape) -> list[AnyRow]:
    try:
        content = request.body
    except RequestDataTooBig as error:
        raise BatchTooLarge from error
    return read_sent(content, request.content_type or "", shape)
