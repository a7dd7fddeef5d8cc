"""What follows a contract's end: the ladder, the pack, one decision for each end."""

import datetime
import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from contracts.agreements.actions import NotRunning, TooLateToRefuse, amend_contract
from contracts.models import Contract
from contracts.renewals.actions import DecidedAlready, TooEarly, announce_ends, decide_renewal
from contracts.renewals.models import RenewalDecision
from contracts.renewals.queries import ladder, pack_of, undecided
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.contracts.test_contract_life import BY_ITSELF, drawn_up_and_signed, local
from tests.factories.contracts import MONDAY_NOON, signed_contract
from tests.factories.exits import terminated
from tests.factories.marketplace import person
from tests.factories.measurements import JULY, JUNE, closed, contract_with_order, june, loaded, steady, term_of

OUTAGE = (june(7, 13, 12), june(7, 14, 26))


@pytest.fixture
def contract(db):
    """Until the end of 2026; now is 23 November."""
    return signed_contract()


@pytest.fixture
def approver(contract):
    return person(Role.APPROVER, of=contract.agency)


def decided(contract, by, decision="end", reason="Nobody uses it.", at=MONDAY_NOON):
    return decide_renewal(contract=contract, decision=decision, reason=reason, by=by, now=lambda: at)


def test_the_ladder_follows_the_end_when_it_moves(contract):
    on = datetime.date(2026, 11, 1)
    days = [(rung.days, rung.on.isoformat(), rung.come) for rung in ladder(contract, on=on)]
    assert days == [
        (180, "2026-07-04", True),
        (90, "2026-10-02", True),
        (30, "2026-12-01", False),
        (0, "2026-12-31", False),
    ]
    signatory = person(Role.SIGNATORY, of=contract.vendor)
    moved = amend_contract(
        contract=contract, value=contract.value, ends_on=datetime.date(2027, 7, 1), rationale="Order", by=signatory
    )
    assert [rung.come for rung in ladder(moved, on=on)] == [False] * 4


def test_the_pack_says_what_was_kept_and_what_nobody_measures(storage, db):
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, OUTAGE))
    closed(term)
    pack = pack_of(term.contract, on=datetime.date(2026, 7, 15))
    assert pack["levels"] == [{"title": "Availability", "promised": "99.9%", "attained": "99.828%", "kept": "0 of 1"}]
    assert (pack["not_measured"], pack["by_itself"], pack["alternatives"]) == (["Satisfaction"], None, [])


def test_the_decision_keeps_the_pack_that_was_read(contract, approver):
    made = decided(contract, approver)
    assert made.digest == hashlib.sha256(made.content.encode()).hexdigest()
    assert '"read_on": "Mon 23 Nov 2026"' in made.content
    assert AuditEvent.objects.about(contract).last().data["decision"] == "end"
    for change in (lambda: RenewalDecision.objects.update(reason="Other"), made.delete):
        with pytest.raises(ProgrammingError, match="annot update"), transaction.atomic():
            change()


def test_each_end_is_decided_once_and_a_new_end_anew(contract, approver):
    decided(contract, approver, "renew")
    with pytest.raises(DecidedAlready, match="renew it"):
        decided(contract, approver)
    assert contract not in undecided(Contract.objects.all())
    signatory = person(Role.SIGNATORY, of=contract.vendor)
    later = datetime.date(2027, 4, 1)
    amend_contract(contract=contract, value=contract.value, ends_on=later, rationale="Order", by=signatory)
    assert contract in undecided(Contract.objects.all())
    assert decided(contract, approver).ends_on == later


def test_it_is_the_agency_s_and_the_contract_manager_s_to_decide_with_a_reason(contract, approver):
    for somebody in (person(Role.SIGNATORY, of=contract.vendor), person(Role.APPROVER), person(Role.AUDITOR)):
        with pytest.raises(PermissionDenied):
            decided(contract, somebody)
    for changes in ({"reason": " "}, {"decision": "perhaps"}):
        with pytest.raises(InvalidInput):
            decided(contract, approver, **changes)
    with pytest.raises(TooEarly):
        decided(contract, approver, at=local(2026, 7, 3, 12))
    terminated(contract, at=local(2026, 8, 1, 12))
    with pytest.raises(NotRunning):
        decided(contract, approver)
    assert not RenewalDecision.objects.exists()


@pytest.mark.parametrize(("decision", "refused"), [("end", True), ("recompete", True), ("renew", False)])
def test_to_let_end_refuses_a_renewal_by_itself(db, decision, refused):
    contract, approver = drawn_up_and_signed(**BY_ITSELF)
    decided(contract, approver, decision, at=local(2026, 9, 1))
    contract.refresh_from_db()
    assert (contract.renewal_refused_at is not None) is refused


def test_too_late_to_refuse_is_too_late_to_let_it_end(db):
    contract, approver = drawn_up_and_signed(**BY_ITSELF)
    with pytest.raises(TooLateToRefuse):
        decided(contract, approver, at=local(2026, 10, 4, 12))
    assert not RenewalDecision.objects.exists()


def test_it_is_decided_on_screen_and_the_page_shows_the_kept_pack(client, contract, approver, time_machine):
    time_machine.move_to(MONDAY_NOON)
    address, manager = f"{contract.get_absolute_url()}renewal/", person(Role.CONTRACT_MANAGER)

    def waits():
        return [row.step.target for row in workspace_context(manager, at=MONDAY_NOON)["rows"]]

    assert waits() == [address]
    client.force_login(approver)
    assert client.post(address, {"decision": "end", "reason": ""}).status_code == 422
    assert client.post(address, {"decision": "end", "reason": "Nobody uses it."}).url == address
    assert client.post(address, {"decision": "end", "reason": "Again."}).status_code == 409
    assert waits() == []
    page = client.get(address).content.decode()
    assert "Nobody uses it." in page
    assert RenewalDecision.objects.get().digest in page
    client.force_login(person(Role.SIGNATORY, of=contract.vendor))
    assert client.post(address, {"decision": "renew", "reason": "Please."}).status_code == 403
    client.force_login(person(Role.APPROVER))
    assert client.get(address).status_code == 404


def test_those_who_decide_hear_of_the_end_once_at_each_rung_until_it_is_decided(db):
    contract = signed_contract(ends_on=datetime.date(2027, 7, 1))
    approver, signatory = person(Role.APPROVER, of=contract.agency), person(Role.SIGNATORY, of=contract.vendor)
    last = local(2027, 6, 30, 12)
    for days in (181, 180, 179, 90, 60, 30):
        for _ in range(2):
            announce_ends(by=SYSTEM, now=lambda days=days: last - datetime.timedelta(days=days))
    told = Notification.objects.filter(key__startswith="end-").values_list("recipient", "key")
    assert [key.rpartition("-")[2] for who, key in told if who == approver.pk] == ["30", "90", "180"]
    assert signatory.pk not in {who for who, _ in told}
    decided(contract, approver, at=last - datetime.timedelta(days=20))
    assert announce_ends(by=SYSTEM, now=lambda: last) == 0
