"""The invented bodies and people: everybody has a place, an address and fitting roles."""

from decimal import Decimal

import pytest

from marketplace.demo import world
from marketplace.demo.persons import PERSONS, person
from marketplace.permissions import AGENCY_ROLES, BROKER_ROLES, VENDOR_ROLES, Role


def test_agencies_have_an_address_and_a_place():
    agencies = world.state()["agencies"]
    keys = [agency["key"] for agency in agencies]
    assert len(keys) == len(set(keys)) >= 12
    assert {agency["level"] for agency in agencies} == {"state", "county", "city"}
    assert {agency["parent"] for agency in agencies} - {None} <= set(keys)
    domains = [agency["mail_domain"] for agency in agencies] + [each["mail_domain"] for each in world.providers()]
    assert len(domains) == len(set(domains))


def test_everybody_belongs_somewhere_and_in_a_fitting_role():
    kinds = dict.fromkeys((agency["key"] for agency in world.state()["agencies"]), AGENCY_ROLES)
    for provider in world.providers():
        kinds[provider["slug"]] = VENDOR_ROLES if provider["kind"] == "vendor" else BROKER_ROLES
    for one in world.people():
        assert {Role(role) for role in one["roles"]} <= kinds[one["organisation"]], one["name"]
        assert (one["delegation_limit"] is not None) == ("approver" in one["roles"])
    for one in PERSONS:
        assert set(one.roles) <= kinds[one.organisation], one.name


def test_the_persons_of_the_stable_addresses_are_there():
    slugs = [
        "requester",
        "approver",
        "agency-admin",
        "vendor",
        "vendor-two",
        "officer",
        "officer-two",
        "evaluator-one",
        "evaluator-two",
        "chair",
        "contract-manager",
        "relationship-manager",
        "cio",
        "editor",
        "auditor",
    ]
    assert [one.slug for one in PERSONS] == slugs
    names = [one.name for one in PERSONS] + [one["name"] for one in world.people()]
    assert len(names) == len(set(names))
    assert person("relationship-manager").email == "tomas.herrera@cio.franklin.example"
    assert person("approver").delegation_limit == Decimal(250_000)
    with pytest.raises(LookupError):
        person("governor")


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2025, "2025-11-28"),
        (2026, "2026-11-27"),
        (2027, "2027-11-26"),
        (2029, "2029-11-23"),
    ],
)
def test_the_day_after_thanksgiving_is_found(year, day):
    assert world.closed_days(range(year, year + 1)) == {day: "Day after Thanksgiving"}


def test_a_person_says_for_whom_they_act():
    assert person("vendor").acts_for == "Harborline Systems"
    assert person("requester").acts_for == "Department of Human Services"
    assert all(one.acts_for and one.tries.endswith(".") for one in PERSONS)
