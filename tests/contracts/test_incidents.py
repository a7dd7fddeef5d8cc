"""What both sides say happened: proposed by one, agreed or contested by the other; agreed, it runs the clocks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.models import Incident
from contracts.service_levels.actions import (
    ContractDidNotRun,
    Told,
    agree_incident,
    contest_incident,
    propose_incident,
    record_clock_events,
    revise_incident,
    withdraw_incident,
)
from contracts.service_levels.arithmetic.clocks import Step
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import MembershipFactory, person
from tests.factories.measurements import CLOSED_AT, JULY, closed, june
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

HAPPENED = {
    "summary": "No dial tone in the contact centre",
    "cause": "vendor",
    "starts_at": june(8, 9),
    "first_answer_at": june(8, 9, 40),
    "ends_at": june(8, 14),
}


def level(code: str, minutes: int) -> PromisedLevel:
    return PromisedLevel(code=code, title=code.title(), target=Decimal(90), within_minutes=minutes, template="")


@world
def contract():
    """Answers within an hour, fixes within four."""
    return signed_contract(levels=[level("answer", 60), level("resolution", 240)], time_zone="UTC")


@world
def vendor(contract):
    return person(Role.SIGNATORY, of=contract.vendor)


@world
def agency(contract):
    return person(Role.APPROVER, of=contract.agency)


def proposed(contract, by, **changes) -> Incident:
    levels = changes.pop("levels", None) or list(contract.service_level_terms.all())
    return propose_incident(contract=contract, levels=levels, by=by, now=lambda: JULY, **HAPPENED | changes)


def agreed(incident, by):
    return agree_incident(incident=incident, by=by, now=lambda: JULY + timedelta(hours=1))


def term(contract, code):
    return contract.service_level_terms.select_related("contract").get(code=code)


def test_what_both_sides_say_runs_the_clocks_of_answers_and_fixes(contract, vendor, agency):
    incident = proposed(contract, vendor)
    assert (incident.reference, incident.status, incident.to_answer) == ("IN-2026-0001", "proposed", contract.agency)
    agreed(incident, agency)
    answered, solved = (closed(term(contract, code)) for code in ("answer", "resolution"))
    assert (answered.verdict, answered.total) == ("met", 1)
    # Five hours from nine to two: one past the four that are promised.
    assert (solved.verdict, solved.details["missed"]) == ("breached", [incident.reference])


def test_both_sides_hear_of_it(contract, vendor, agency):
    terms = list(contract.service_level_terms.all())
    incident = propose_incident(contract=contract, levels=terms, by=vendor, **HAPPENED)
    agree_incident(incident=incident, by=agency)
    told = Notification.objects.filter(address=incident.get_absolute_url(), recipient__in=[vendor, agency])
    words = f"{contract.reference}: incident {incident.reference}"
    assert sorted(told.values_list("subject", flat=True)) == [
        *[f"{words} agreed"] * 2,
        *[f"{words} proposed"] * 2,
    ]


def test_what_is_only_proposed_or_contested_runs_nothing(contract, vendor, agency):
    incident = proposed(contract, vendor)
    contest_incident(incident=incident, reason="It lasted until six.", by=agency, now=lambda: JULY)
    assert not term(contract, "answer").cases.exists()


def test_the_clock_that_the_desk_sent_itself_stands(contract, vendor, agency):
    desk = [Told("F-1", Step.STARTED, june(8, 9, 30)), Told("F-1", Step.STOPPED, june(8, 9, 45))]
    record_clock_events(term=term(contract, "answer"), events=desk, by=SYSTEM, now=lambda: JULY)
    agreed(proposed(contract, vendor, desk_number="F-1"), agency)
    assert term(contract, "answer").cases.get().started_at == june(8, 9, 30)
    assert term(contract, "resolution").cases.get().started_at == june(8, 9)


def test_either_side_proposes_and_only_the_other_one_answers(contract, vendor, agency):
    incident = proposed(contract, agency)
    for by in (agency, person(Role.APPROVER, of=contract.agency), person(Role.SIGNATORY), person(Role.CIO)):
        with pytest.raises(PermissionDenied):
            agreed(incident, by)
    assert agreed(incident, vendor).status == "agreed"


def test_who_proposed_it_for_one_side_does_not_answer_for_the_other(contract, vendor):
    """Somebody who belongs to both sides, and whoever goes round the action."""
    both = person(Role.APPROVER, of=contract.agency)
    MembershipFactory(user=both, organisation=contract.vendor, role=Role.SIGNATORY)
    incident = proposed(contract, both)
    with pytest.raises(PermissionDenied):
        agreed(incident, both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(status="agreed", answered_by=both, answered_at=JULY)


def test_what_is_contested_is_said_anew_with_both_values_on_the_trail(contract, vendor, agency):
    incident = proposed(contract, vendor)
    with pytest.raises(InvalidInput):
        contest_incident(incident=incident, reason=" ", by=agency, now=lambda: JULY)
    contest_incident(incident=incident, reason="It lasted until six.", by=agency, now=lambda: JULY)
    with pytest.raises(MoveRefused):
        agreed(incident, agency)
    told = HAPPENED | {"ends_at": june(8, 18)}
    revise_incident(incident=incident, levels=[term(contract, "resolution")], by=vendor, now=lambda: JULY, **told)
    incident.refresh_from_db()
    assert (incident.status, incident.ends_at, incident.answer) == ("proposed", june(8, 18), "")
    trail = AuditEvent.objects.about(incident).get(action="contracts.incident.proposed", data__has_key="after").data
    assert (trail["before"]["ends_at"][:13], trail["after"]["ends_at"][:13]) == ("2026-06-08T14", "2026-06-08T18")
    agreed(incident, agency)
    assert not term(contract, "answer").cases.exists()


def test_the_side_that_proposed_it_takes_it_back_until_it_is_agreed(contract, vendor, agency):
    incident = proposed(contract, vendor)
    with pytest.raises(PermissionDenied):
        withdraw_incident(incident=incident, by=agency, now=lambda: JULY)
    assert withdraw_incident(incident=incident, by=vendor, now=lambda: JULY).status == "withdrawn"
    other = agreed(proposed(contract, vendor), agency)
    with pytest.raises(MoveRefused):
        withdraw_incident(incident=other, by=vendor, now=lambda: JULY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"summary": "  "}, InvalidInput),
        ({"ends_at": june(8, 9)}, InvalidInput),
        ({"ends_at": JULY + timedelta(seconds=1)}, InvalidInput),
        ({"first_answer_at": june(8, 8)}, InvalidInput),
        ({"starts_at": june(8) - timedelta(days=32)}, InvalidInput),
        ({"starts_at": june(8) - timedelta(days=365), "ends_at": june(9) - timedelta(days=365)}, ContractDidNotRun),
    ],
)
def test_what_cannot_have_been_is_refused(contract, vendor, changes, refusal):
    if refusal is ContractDidNotRun:
        changes["first_answer_at"] = None
    with pytest.raises(refusal):
        proposed(contract, vendor, **changes)
    assert not Incident.objects.exists()


def test_it_names_service_levels_of_its_own_contract(contract, vendor):
    stranger = signed_contract(levels=[level("answer", 60)]).service_level_terms.get()
    with pytest.raises(InvalidInput):
        proposed(contract, vendor, levels=[stranger])
    with pytest.raises(InvalidInput):
        propose_incident(contract=contract, levels=[], by=vendor, now=lambda: JULY, **HAPPENED)


@pytest.mark.parametrize("change", ["update", "delete", "level"])
def test_the_database_keeps_what_both_sides_agreed(contract, vendor, agency, change):
    incident = agreed(proposed(contract, vendor), agency)
    rows = Incident.objects.filter(pk=incident.pk)
    acts = {
        "update": lambda: rows.update(cause="agency"),
        "delete": rows.delete,
        "level": lambda: incident.levels.remove(term(contract, "answer")),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[change]()
    assert incident.levels.count() == 2


def test_both_sides_answer_on_screen_and_the_public_reads_what_is_agreed(contract, vendor, agency, client):
    client.force_login(vendor)
    sent = {"summary": "No dial tone", "cause": "vendor", "levels": [term(contract, "resolution").pk]}
    sent |= {"starts_on": "2026-06-08", "starts_clock": "09:00", "ends_on": "2026-06-08", "ends_clock": "14:00"}
    client.post(f"/contracts/{contract.reference}/incidents/propose/", sent)
    incident = Incident.objects.get()
    month = f"{contract.get_absolute_url()}?month=2026-06"
    client.logout()
    assert incident.reference not in client.get(month).content.decode()
    client.force_login(agency)
    assert client.post(incident.get_absolute_url(), {"doing": "contest", "reason": ""}).status_code == 422
    assert client.post(incident.get_absolute_url(), {"doing": "agree"}).status_code == 302
    client.logout()
    assert incident.reference in client.get(month).content.decode()


def test_a_refused_answer_keeps_its_page(contract, vendor, agency, client):
    incident = agreed(proposed(contract, vendor), agency)
    client.force_login(agency)
    answer = client.post(incident.get_absolute_url(), {"doing": "agree"})
    assert (answer.status_code, "cannot become" in answer.content.decode()) == (409, True)
    assert closed(term(contract, "resolution"), at=CLOSED_AT).total == 1
