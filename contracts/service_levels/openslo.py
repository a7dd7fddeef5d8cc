"""Promises as OpenSLO v1 documents, figures intact: https://github.com/OpenSLO/OpenSLO."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from contracts.agreements.level_templates import LevelTemplate
from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.objectives import ObjectiveKind
from contracts.agreements.templates_of_terms import Tier

from .words import promise_of

VERSION = "openslo/v1"
EVERYTHING = Decimal(100)
LONGEST = 1050
Document = dict[str, Any]


Promise = ServiceLevelTerm | LevelTemplate


def of_contract(contract: Contract) -> list[Document]:
    """The contract as a service, and each of its terms. A promise of 100% has no error budget and is left out."""
    name = contract.reference.lower()
    service = _document("Service", name, contract.title, {"description": f"Contract {contract.reference}"[:LONGEST]})
    documents = [service]
    for term in contract.service_level_terms.prefetch_related("tiers"):
        if term.target < EVERYTHING:
            tiers = [Tier(row.upper_exclusive, row.lower_inclusive, row.percent) for row in term.tiers.all()]
            starts = f"{contract.starts_on.replace(day=1)} 00:00:00"
            window = {"startTime": starts, "timeZone": contract.time_zone}
            documents.append(_objective(term, f"{name}-{term.code}"[:63].rstrip("-"), name, tiers, window))
    return documents


def of_template(template: LevelTemplate) -> list[Document]:
    """A template as a service and its objective, in calendar months of UTC."""
    service = _document("Service", template.key, template.title, {"description": f"Terms as of {template.source}"})
    window = {"startTime": "2026-01-01 00:00:00", "timeZone": "UTC"}
    return [service, _objective(template, f"{template.key}-level", template.key, template.tiers, window)]


def _document(kind: str, name: str, title: str, spec: dict[str, Any], **metadata: Any) -> Document:
    return {
        "apiVersion": VERSION,
        "kind": kind,
        "metadata": {"name": name, "displayName": title, **metadata},
        "spec": spec,
    }


def _objective(promise: Promise, name: str, service: str, tiers: Iterable[Tier], calendar: dict[str, str]) -> Document:
    kind = ObjectiveKind(promise.kind)
    by_slice = kind is ObjectiveKind.REQUESTS
    goal: dict[str, Any] = {"displayName": promise.title, "target": promise.target / EVERYTHING}
    if kind is ObjectiveKind.LATENCY:
        goal |= {"op": "lte", "value": promise.threshold}
    if by_slice:
        goal["timeSliceWindow"] = "5m"
    spec = {
        "description": f"{promise_of(promise)}."[:LONGEST],
        "service": service,
        "indicator": {"metadata": {"name": f"{name}"[:59] + "-sli"}, "spec": _indicator(kind, name)},
        "timeWindow": [{"duration": "1M", "isRolling": False, "calendar": calendar}],
        "budgetingMethod": "RatioTimeslices" if by_slice else "Occurrences",
        "objectives": [goal],
    }
    return _document("SLO", name, promise.title, spec, annotations=_annotations(promise, kind, tiers))


def _indicator(kind: ObjectiveKind, name: str) -> dict[str, Any]:
    def source(part: str) -> dict[str, Any]:
        return {"metricSource": {"type": "stoa", "spec": {"objective": name, "counts": part}}}

    if kind is ObjectiveKind.LATENCY:
        return {"thresholdMetric": source("response_ms")}
    return {"ratioMetric": {"counter": True, "good": source("good"), "total": source("total")}}


def _annotations(promise: Promise, kind: ObjectiveKind, tiers: Iterable[Tier]) -> dict[str, str]:
    """What OpenSLO has no field for: the kind, the convention, time limits, and credits as upper-lower-percent."""
    found = {"kind": kind.value, "convention": promise.convention}
    if promise.within_minutes is not None:
        found["within-minutes"] = str(promise.within_minutes)
    if kind is ObjectiveKind.SATISFACTION:
        found["least-rating"] = str(promise.threshold)
    for number, tier in enumerate(tiers, 1):
        edges = (tier.upper_exclusive, tier.lower_inclusive, tier.percent)
        found[f"credit-{number}"] = "-".join(_plain(edge) for edge in edges)
    return found


def as_yaml(documents: Iterable[Document]) -> str:
    """The documents as YAML, a line of dashes between them; numbers stand as exact as they are."""
    return "---\n".join("".join(f"{line}\n" for line in _lines(document)) for document in documents)


def _lines(node: dict[str, Any], indent: str = "") -> Iterator[str]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _lines(item, f"{indent}    ")
                yield f"{indent}  - {first.strip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    # A string in JSON is a string in YAML.
    return _plain(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
