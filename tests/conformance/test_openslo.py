"""Every template and every contract leaves as a valid OpenSLO v1 document, figures intact.

The schema is written from the published specification (github.com/OpenSLO/OpenSLO, v1). Where the shared data hold the
project's own schema files, documents are checked against those as well.
"""

import datetime
import json
import os
from decimal import Decimal
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from contracts.agreements.level_templates import LEVEL_TEMPLATES
from contracts.agreements.objectives import ObjectiveKind
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.service_levels.openslo import as_yaml, of_contract, of_template
from tests.factories.contracts import ContractFactory, signed_contract

NAME = {"type": "string", "maxLength": 63, "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
LABEL = {"type": "string", "minLength": 1, "maxLength": 63, "pattern": "^[a-z0-9A-Z][a-z0-9A-Z._-]*[a-z0-9A-Z]*$"}
DURATION = {"type": "string", "pattern": "^[1-9][0-9]*[mhdwMQY]$"}
METADATA = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": NAME,
        "displayName": {"type": "string", "minLength": 1},
        "labels": {"type": "object", "additionalProperties": LABEL},
        "annotations": {"type": "object", "additionalProperties": LABEL},
    },
}
METRIC = {
    "type": "object",
    "required": ["metricSource"],
    "properties": {
        "metricSource": {"type": "object", "required": ["spec"], "properties": {"spec": {"type": "object"}}}
    },
}
RATIO = {
    "type": "object",
    "required": ["counter", "total"],
    "oneOf": [{"required": ["good"]}, {"required": ["bad"]}],
    "properties": {"counter": {"type": "boolean"}, "good": METRIC, "bad": METRIC, "total": METRIC},
}
INDICATOR = {
    "type": "object",
    "required": ["metadata", "spec"],
    "properties": {
        "metadata": METADATA,
        "spec": {
            "type": "object",
            "additionalProperties": False,
            "oneOf": [{"required": ["ratioMetric"]}, {"required": ["thresholdMetric"]}],
            "properties": {"ratioMetric": RATIO, "thresholdMetric": METRIC},
        },
    },
}
WINDOW = {
    "type": "object",
    "required": ["duration", "isRolling"],
    "properties": {
        "duration": DURATION,
        "isRolling": {"type": "boolean"},
        "calendar": {
            "type": "object",
            "required": ["startTime", "timeZone"],
            "properties": {
                "startTime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"},
                "timeZone": {"type": "string"},
            },
        },
    },
    "if": {"properties": {"isRolling": {"const": False}}},
    "then": {"required": ["calendar"]},
}
OBJECTIVE = {
    "type": "object",
    "additionalProperties": False,
    "oneOf": [{"required": ["target"]}, {"required": ["targetPercent"]}],
    "properties": {
        "displayName": {"type": "string"},
        "op": {"enum": ["lte", "gte", "lt", "gt"]},
        "value": {"type": "number"},
        "target": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
        "targetPercent": {"type": "number", "minimum": 0, "exclusiveMaximum": 100},
        "timeSliceTarget": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "timeSliceWindow": DURATION,
    },
    "dependentRequired": {"op": ["value"], "value": ["op"]},
}
SLO = {
    "type": "object",
    "required": ["service", "timeWindow", "budgetingMethod", "objectives"],
    "oneOf": [{"required": ["indicator"]}, {"required": ["indicatorRef"]}],
    "additionalProperties": False,
    "properties": {
        "description": {"type": "string", "maxLength": 1050},
        "service": NAME,
        "indicator": INDICATOR,
        "indicatorRef": NAME,
        "timeWindow": {"type": "array", "minItems": 1, "maxItems": 1, "items": WINDOW},
        "budgetingMethod": {"enum": ["Occurrences", "Timeslices", "RatioTimeslices"]},
        "objectives": {"type": "array", "minItems": 1, "items": OBJECTIVE},
        "alertPolicies": {"type": "array"},
    },
    "allOf": [
        {
            "if": {"properties": {"budgetingMethod": {"enum": ["Timeslices", "RatioTimeslices"]}}},
            "then": {"properties": {"objectives": {"items": {"required": ["timeSliceWindow"]}}}},
        },
        {
            "if": {"properties": {"indicator": {"properties": {"spec": {"required": ["thresholdMetric"]}}}}},
            "then": {"properties": {"objectives": {"items": {"required": ["op", "value"]}}}},
        },
    ],
}
SERVICE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"description": {"type": "string", "maxLength": 1050}},
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["apiVersion", "kind", "metadata", "spec"],
    "additionalProperties": False,
    "properties": {
        "apiVersion": {"const": "openslo/v1"},
        "kind": {"enum": ["SLO", "Service"]},
        "metadata": METADATA,
        "spec": {"type": "object"},
    },
    "if": {"properties": {"kind": {"const": "SLO"}}},
    "then": {"properties": {"spec": SLO}},
    "else": {"properties": {"spec": SERVICE}},
}
VALID = jsonschema_rs.validator_for(SCHEMA)
SHARED = Path(os.environ.get("STOA_SHARED", "/nowhere")) / "data" / "openslo" / "openslo.schema.json"


class Exact(yaml.SafeLoader):
    """Reads numbers as exact as they are written."""


Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


def read(documents):
    """The documents as a reader of YAML finds them, each valid."""
    text = as_yaml(documents)
    for plain in yaml.safe_load_all(text):
        VALID.validate(json.loads(json.dumps(plain)))
        if SHARED.exists():
            jsonschema_rs.validator_for(json.loads(SHARED.read_text())).validate(plain)
    return list(yaml.load_all(text, Exact))  # noqa: S506 a safe loader that keeps digits


@pytest.mark.parametrize("template", LEVEL_TEMPLATES.values(), ids=LEVEL_TEMPLATES)
def test_every_template_is_a_valid_document_with_its_figures(template):
    service, slo = read(of_template(template))
    [goal] = slo["spec"]["objectives"]
    assert (service["kind"], slo["spec"]["service"]) == ("Service", template.key)
    assert goal["target"] * 100 == template.target
    annotations = slo["metadata"]["annotations"]
    assert annotations["kind"] == template.kind
    for number, tier in enumerate(template.tiers, 1):
        edges = (tier.upper_exclusive, tier.lower_inclusive, tier.percent)
        assert tuple(map(Decimal, annotations[f"credit-{number}"].split("-"))) == edges
    if template.kind == ObjectiveKind.LATENCY:
        assert (goal["op"], goal["value"]) == ("lte", template.threshold)
    assert (slo["spec"]["budgetingMethod"] == "RatioTimeslices") == (template.kind == ObjectiveKind.REQUESTS)


def test_every_kind_has_a_template():
    assert {template.kind for template in LEVEL_TEMPLATES.values()} == set(ObjectiveKind)


@pytest.mark.django_db
def test_a_contract_leaves_with_its_own_terms_and_drafts_stay_inside(client):
    levels = [
        PromisedLevel("availability", "Availability: “always”\n- on", Decimal("99.9999"), convention="B"),
        PromisedLevel("answer", "Answer", Decimal("90.5"), within_minutes=15, template=""),
        PromisedLevel("all", "All of it", Decimal(100)),
    ]
    contract = signed_contract(levels=levels, time_zone="America/Denver")
    address = f"{contract.get_absolute_url()}openslo.yaml"
    sent = client.get(address).content.decode()
    assert sent == as_yaml(of_contract(contract))
    service, first, second = read(of_contract(contract))
    assert service["metadata"]["name"] == contract.reference.lower()
    assert first["metadata"]["displayName"] == levels[0].title
    assert [slo["spec"]["objectives"][0]["target"] for slo in (first, second)] == [
        Decimal("0.999999"),
        Decimal("0.905"),
    ]
    assert first["metadata"]["annotations"]["credit-1"] == "99.9999-99-10"
    assert second["metadata"]["annotations"]["within-minutes"] == "15"
    calendar = first["spec"]["timeWindow"][0]["calendar"]
    assert calendar == {"startTime": "2026-01-01 00:00:00", "timeZone": "America/Denver"}
    assert datetime.datetime.fromisoformat(calendar["startTime"])
    assert len(client.get(f"/api/v1/contracts/{contract.reference}/openslo").json()) == 3
    assert client.get(f"{ContractFactory().get_absolute_url()}openslo.yaml").status_code == 404
    assert client.get("/service-levels/templates/").status_code == 200
    assert len(list(yaml.safe_load_all(client.get("/service-levels/templates/openslo.yaml").content))) == 28
