"""The table: who may do what, in whose name; and whom it shuts out."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from marketplace.permissions import (
    BROKER,
    PERMISSIONS,
    SELF,
    SYSTEM,
    Grant,
    Role,
    Standing,
    allowed,
    checks,
    organisations_for,
    own_organisations,
    reads_all,
    require,
)

AGENCY, OTHER, OFFICE = 1, 2, 9


def somebody(*standing, pk=7, active=True):
    return SimpleNamespace(pk=pk, is_authenticated=True, is_active=active, standing=standing)


def held(role, organisation=AGENCY, kind="agency", **more):
    return Standing(organisation, kind, role, **more)


@pytest.fixture
def table(monkeypatch):
    """A table of its own, so that the semantics are tested and not today's rows."""
    rows = {
        "own.approve": (Grant({Role.APPROVER}, of="agency_id", not_by="requested_by_id"),),
        "deep.read": (Grant({Role.APPROVER}, of="order.agency_id"),),
        "office.award": (Grant({Role.PROCUREMENT_OFFICER}, not_by="bidder_id"),),
        "self.change": (Grant(frozenset(Role), of=SELF),),
        "job.close": (Grant({Role.CONTRACT_MANAGER}, system=True),),
        "either.sign": (Grant({Role.SIGNATORY}, of="vendor_id"), Grant({Role.CIO})),
    }
    monkeypatch.setattr(checks, "PERMISSIONS", rows)
    return rows


def test_a_role_counts_in_its_own_organisation_only(table):
    order = SimpleNamespace(agency_id=AGENCY, requested_by_id=1)
    assert allowed(somebody(held(Role.APPROVER)), "own.approve", order)
    assert not allowed(somebody(held(Role.APPROVER, OTHER)), "own.approve", order)
    assert not allowed(somebody(held(Role.REQUESTER)), "own.approve", order)
    assert not allowed(somebody(), "own.approve", order)


def test_nobody_approves_their_own(table):
    approver = somebody(held(Role.APPROVER), held(Role.REQUESTER), pk=7)
    assert not allowed(approver, "own.approve", SimpleNamespace(agency_id=AGENCY, requested_by_id=7))


def test_a_substitute_cannot_approve_what_the_person_stood_in_for_requested(table):
    stand_in = somebody(held(Role.APPROVER, stands_for=3), pk=7)
    assert not allowed(stand_in, "own.approve", SimpleNamespace(agency_id=AGENCY, requested_by_id=3))
    assert allowed(stand_in, "own.approve", SimpleNamespace(agency_id=AGENCY, requested_by_id=4))


def test_a_substitute_keeps_an_own_role_beside_the_one_stood_in_for(table):
    both = somebody(held(Role.APPROVER, stands_for=3), held(Role.APPROVER), pk=7)
    assert allowed(both, "own.approve", SimpleNamespace(agency_id=AGENCY, requested_by_id=3))


def test_exclusion_holds_for_the_broker_office_too(table):
    officer = somebody(held(Role.PROCUREMENT_OFFICER, OFFICE, "broker"))
    assert allowed(officer, "office.award", SimpleNamespace(bidder_id=1))
    assert not allowed(officer, "office.award", SimpleNamespace(bidder_id=7))
    stand_in = somebody(held(Role.PROCUREMENT_OFFICER, OFFICE, "broker", stands_for=5))
    assert not allowed(stand_in, "office.award", SimpleNamespace(bidder_id=5))


def test_an_office_role_held_outside_the_broker_office_counts_for_nothing(table):
    odd = somebody(held(Role.PROCUREMENT_OFFICER, AGENCY, "agency"))
    assert not allowed(odd, "office.award", SimpleNamespace(bidder_id=1))


def test_paths_are_followed_and_broken_ones_allow_nothing(table):
    approver = somebody(held(Role.APPROVER))
    assert allowed(approver, "deep.read", SimpleNamespace(order=SimpleNamespace(agency_id=AGENCY)))
    assert not allowed(approver, "deep.read", SimpleNamespace(order=None))
    assert not allowed(approver, "deep.read", None)


def test_a_row_that_shuts_out_by_a_path_that_is_not_there_opens_nothing(table):
    with pytest.raises(AttributeError):
        allowed(somebody(held(Role.APPROVER)), "own.approve", SimpleNamespace(agency_id=AGENCY))


def test_self_means_the_own_record_not_a_record_with_the_same_number(table):
    person = somebody(pk=7)
    assert allowed(person, "self.change", person)
    assert allowed(person, "self.change", SimpleNamespace(user_id=7, pk=3))
    assert not allowed(person, "self.change", SimpleNamespace(user_id=8, pk=7))
    assert not allowed(person, "self.change", SimpleNamespace(pk=7))
    assert not allowed(person, "self.change", None)


def test_jobs_do_what_is_granted_to_the_system_and_nothing_else(table):
    assert allowed(SYSTEM, "job.close", SimpleNamespace())
    assert not allowed(SYSTEM, "own.approve", SimpleNamespace(agency_id=AGENCY, requested_by_id=1))
    assert not allowed(SYSTEM, "self.change", SYSTEM)


def test_one_matching_row_is_enough(table):
    contract = SimpleNamespace(vendor_id=OTHER)
    assert allowed(somebody(held(Role.SIGNATORY, OTHER, "vendor")), "either.sign", contract)
    assert allowed(somebody(held(Role.CIO, OFFICE, "broker")), "either.sign", contract)
    assert not allowed(somebody(held(Role.SIGNATORY, AGENCY, "vendor")), "either.sign", contract)


@pytest.mark.parametrize("user", [AnonymousUser(), somebody(held(Role.CIO, OFFICE, "broker"), active=False)])
def test_visitors_and_closed_accounts_may_do_nothing(table, user):
    assert not allowed(user, "office.award", SimpleNamespace(bidder_id=1))
    with pytest.raises(PermissionDenied):
        require(user, "office.award", SimpleNamespace(bidder_id=1))


def test_an_action_without_a_row_is_a_mistake_not_a_refusal():
    with pytest.raises(KeyError):
        allowed(somebody(), "nobody.wrote_this")
    with pytest.raises(KeyError):
        require(SYSTEM, "nobody.wrote_this")


def test_organisations_in_whose_name_somebody_may_act(table):
    user = somebody(held(Role.APPROVER), held(Role.APPROVER, OTHER), held(Role.CIO, OFFICE, "broker"))
    assert organisations_for(user, "own.approve") == {AGENCY, OTHER}
    assert organisations_for(user, "either.sign") == set()
    assert own_organisations(user) == {AGENCY, OTHER, OFFICE}
    assert reads_all(user)
    assert not reads_all(somebody(held(Role.APPROVER)))
    assert not reads_all(AnonymousUser())


def test_the_auditor_changes_nothing():
    changes = {
        action for action, rows in PERMISSIONS.items() for row in rows if Role.AUDITOR in row.roles and row.of != SELF
    }
    reads = {"audit.read", "catalog.read_register", "rfp.open_case_file", "rfp.read_opened_file", "rfp.read_records"}
    reads |= {f"contracts.read_{what}" for what in ("satisfaction", "portfolio", "overlaps")}
    assert changes == reads | {"rfp.read_clauses"}


def test_every_row_names_a_package_and_a_verb_and_known_roles():
    for action, rows in PERMISSIONS.items():
        package, _, verb = action.partition(".")
        assert package in {
            "organisations",
            "accounts",
            "audit",
            "catalog",
            "contracts",
            "rfp",
            "cms",
            "costs",
            "orders",
            "billing",
        }
        assert verb
        assert rows, action
        for row in rows:
            assert row.roles <= set(Role), action
            assert row.of in {BROKER, SELF} or row.of.isidentifier() or "." in row.of, action
