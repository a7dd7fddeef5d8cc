"""To which lot an offering belongs: it follows from who provides it and how much of the stack is theirs."""

from collections.abc import Collection

from django.db.models import Case, Q, Value, When

from .models import Lot, ServiceModel

HOSTED = (ServiceModel.IAAS, ServiceModel.PAAS)


def lot_code_of(service_models: Collection[str], *, of_state: bool) -> str:
    """The state's own services stand in a lot of their own; else what the agency gets uppermost decides: ready
    software before a platform or machines, these before support alone."""
    if of_state:
        return Lot.STATE_SERVICES
    if ServiceModel.SAAS in service_models:
        return Lot.CLOUD_SOFTWARE
    return Lot.CLOUD_HOSTING if set(HOSTED) & set(service_models) else Lot.CLOUD_SUPPORT


def lot_code_expression(service_models: str, *, of_state: Q) -> Case:
    """The same for a query: `service_models` names the column, `of_state` tells the state's own services."""
    return Case(
        When(of_state, then=Value(Lot.STATE_SERVICES)),
        When(**{f"{service_models}__contains": [ServiceModel.SAAS]}, then=Value(Lot.CLOUD_SOFTWARE)),
        When(**{f"{service_models}__overlap": list(HOSTED)}, then=Value(Lot.CLOUD_HOSTING)),
        default=Value(Lot.CLOUD_SUPPORT),
    )


def lot_code_sql(service_models: str, *, of_state: str) -> str:
    """The same again for a statement of our own words."""
    hosted = ", ".join(f"'{model}'" for model in HOSTED)
    return f"""CASE WHEN {of_state} THEN '{Lot.STATE_SERVICES}'
        WHEN '{ServiceModel.SAAS}' = ANY ({service_models}) THEN '{Lot.CLOUD_SOFTWARE}'
        WHEN {service_models} && ARRAY[{hosted}]::varchar[] THEN '{Lot.CLOUD_HOSTING}' ELSE '{Lot.CLOUD_SUPPORT}' END"""
