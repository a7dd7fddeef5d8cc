"""Complaints: in sight at every step, with what was measured, decided by somebody who had no part in them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from contracts.models import Complaint, ComplaintStep
from contracts.relationships.actions.complaining import (
    InvolvedBefore,
    answer_question,
    answer_remedy,
    decide_finally,
    propose_remedy,
    raise_complaint,
    take_step,
)
from contracts.service_levels.actions import request_exclusion
from contracts.service_levels.models import Exclusion
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.notifications.models import Notification
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import JULY, JUNE, PERIOD, closed, contract_with_order, june, loaded, steady, term_of
from tests.known_readers import client_of
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

FRIDAY = datetime.datetime(2027, 1, 8, 17, tzinfo=datetime.UTC)
A_DAY, A_SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)


@world
def office():
    return OrganisationFactory(broker=True)


@world
def contract():
    """June was missed: two outages, one of them long."""
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, (june(14, 2), june(14, 4, 22))))
    closed(term)
    return term.contract


@world
def requester(contract):
    return person(Role.REQUESTER, of=contract.agency, name="Alma Reyes")


@world
def manager(office):
    return person(Role.RELATIONSHIP_MANAGER, of=office)


@world
def chief(office):
    return person(Role.CHIEF_CUSTOMER_OFFICER, of=office)


@world
def complaint(contract, requester):
    return raised(contract, requester)


def raised(of, who, **changes) -> Complaint:
    given = {"title": "Slow desk", "words": "Nobody answers.", "remedy_sought": "A second desk.", "month": None}
    given |= {"organisation": of.agency, "by": who, "now": lambda: FRIDAY, **changes}
    return raise_complaint(**given)


def stepped(complaint, by, *steps) -> Complaint:
    for to in steps:
        severity = "middle" if to == "assessed" else ""
        complaint = take_step(
            complaint=complaint, to=to, words="We look.", severity=severity, by=by, now=lambda: FRIDAY
        )
    return complaint


def proposed(complaint, by) -> Complaint:
    stepped(complaint, by, "acknowledged", "assessed", "investigating")
    return propose_remedy(
        complaint=complaint, root_cause="One desk.", remedy="Two desks.", by=by, now=lambda: FRIDAY + A_DAY
    )


def contested(complaint, requester, manager) -> Complaint:
    proposed(complaint, manager)
    return answer_remedy(
        complaint=complaint, accepted=False, words="Three.", by=requester, now=lambda: FRIDAY + 2 * A_DAY
    )


def test_it_is_numbered_and_acknowledged_within_one_business_day(complaint, manager, requester):
    assert (complaint.reference, complaint.status) == ("CP-2027-0001", "received")
    assert complaint.acknowledge_due_at == datetime.datetime(2027, 1, 11, 22, tzinfo=datetime.UTC)  # Monday, 5 pm
    steps = [row.step for row in workspace_context(manager, at=FRIDAY)["rows"]]
    assert [(step.what, step.due) for step in steps] == [("Acknowledge", complaint.acknowledge_due_at)]
    stepped(complaint, manager, "acknowledged")
    assert not workspace_context(manager, at=FRIDAY)["rows"][0].step.due
    assert Notification.objects.filter(recipient=requester, subject__contains="acknowledged").exists()


def test_about_a_service_level_it_brings_what_was_measured(contract, requester):
    made = raised(contract, requester, contract=contract, month=PERIOD)
    said = " ".join(fact["words"] for fact in made.facts)
    assert "99.671% against 99.9%" in said
    assert "1 times, 142 min counted" in said
    other = raised(contract, requester, contract=contract, month=datetime.date(2025, 1, 1))
    assert other.facts[0]["words"].startswith("Nothing was measured")
    with pytest.raises(InvalidInput):
        raised(contract, requester, contract=contract_with_order(), month=PERIOD)


def test_accepted_it_is_closed_with_cause_remedy_and_word(complaint, requester, manager):
    proposed(complaint, manager)
    done = answer_remedy(complaint=complaint, accepted=True, by=requester, now=lambda: FRIDAY + 2 * A_DAY)
    assert (done.status, done.root_cause, done.remedy) == ("closed", "One desk.", "Two desks.")
    assert done.communicated_at == FRIDAY + A_DAY
    assert list(ComplaintStep.objects.values_list("to", flat=True)) == [
        "received", "acknowledged", "assessed", "investigating", "remedy_proposed", "accepted", "closed",
    ]  # fmt: skip


def test_it_waits_for_the_complainant_s_answer_and_goes_on(complaint, requester, manager):
    stepped(complaint, manager, "acknowledged", "assessed", "investigating", "awaiting_complainant")
    with pytest.raises(MoveRefused):
        propose_remedy(complaint=complaint, root_cause="x", remedy="y", by=manager, now=lambda: FRIDAY)
    with pytest.raises(PermissionDenied):
        answer_question(complaint=complaint, words="Every day.", by=manager, now=lambda: FRIDAY)
    assert answer_question(complaint=complaint, words="Every day.", by=requester, now=lambda: FRIDAY).status == (
        "investigating"
    )


def test_contested_it_lands_with_a_chief_who_had_no_part_in_it(complaint, office, requester, manager, chief):
    both = person(Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER, of=office)
    stepped(complaint, both, "acknowledged")
    stepped(complaint, manager, "assessed", "investigating")
    propose_remedy(complaint=complaint, root_cause="x", remedy="y", by=manager, now=lambda: FRIDAY)
    found = answer_remedy(complaint=complaint, accepted=False, words="More.", by=requester, now=lambda: FRIDAY)
    assert found.status == "escalated"
    assert Notification.objects.filter(recipient=chief, subject__contains="with the chief customer officer").exists()
    last = {"complaint": complaint, "decision": "Three desks.", "remedy": "Three desks.", "now": lambda: FRIDAY}
    for who, refusal in ((both, InvolvedBefore), (manager, PermissionDenied), (requester, PermissionDenied)):
        with pytest.raises(refusal):
            decide_finally(by=who, **last)
    found.refresh_from_db()
    assert (found.status, found.decision) == ("escalated", "")
    done = decide_finally(by=chief, **last)
    assert (done.status, done.decided_by, done.remedy) == ("closed", chief, "Three desks.")


def test_who_is_involved_in_what_it_is_about_proposes_nothing(contract, requester, office, manager):
    made = raised(contract, requester, contract=contract, month=PERIOD)
    officer = person(Role.RELATIONSHIP_MANAGER, Role.CONTRACT_MANAGER, of=office)
    request_exclusion(
        term=contract.service_level_terms.get(),
        kind=Exclusion.Kind.CUSTOMER,
        starts_at=june(14, 2),
        ends_at=june(14, 3),
        reason="The agency cut its line.",
        by=officer,
        now=lambda: JULY,
    )
    stepped(made, manager, "acknowledged", "assessed", "investigating")
    remedy = {"complaint": made, "root_cause": "x", "remedy": "y", "now": lambda: FRIDAY}
    with pytest.raises(InvolvedBefore):
        propose_remedy(by=officer, **remedy)
    made.refresh_from_db()
    assert (made.status, made.remedy) == ("investigating", "")
    assert propose_remedy(by=manager, **remedy).status == "remedy_proposed"


def test_the_database_closes_nothing_without_cause_remedy_and_word(complaint, requester):
    row = Complaint.objects.filter(pk=complaint.pk)
    whole = {"root_cause": "x", "remedy": "y", "communicated_at": FRIDAY, "acknowledged_at": FRIDAY}
    shut = {"status": "closed", "closed_at": FRIDAY}
    for missing in ("root_cause", "remedy", "communicated_at"):
        gap = {missing: None if missing == "communicated_at" else ""}
        with pytest.raises(IntegrityError, match="closed_with_cause"), transaction.atomic():
            row.update(**{**shut, **whole, **gap})
    with pytest.raises(IntegrityError, match="nobody_decides_their_own"), transaction.atomic():
        row.update(decided_by=requester)
    for change in (lambda: row.update(words="Other."), row.delete, lambda: ComplaintStep.objects.update(words="x")):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    row.update(**shut, **whole)


def test_steps_need_words_and_an_assessment_its_weight(complaint, requester, manager):
    for words, to, refusal in (
        ("", "acknowledged", InvalidInput),
        ("x", "closed", InvalidInput),
        ("x", "assessed", InvalidInput),
    ):
        with pytest.raises(refusal):
            take_step(complaint=complaint, to=to, words=words, by=manager, now=lambda: FRIDAY)
    with pytest.raises(PermissionDenied):
        take_step(complaint=complaint, to="acknowledged", words="x", by=requester, now=lambda: FRIDAY)
    assert ComplaintStep.objects.count() == 1


def test_the_complainant_s_side_and_the_office_see_every_step(complaint, requester, manager):
    proposed(complaint, manager)
    page = complaint.get_absolute_url()
    colleague = person(Role.APPROVER, of=complaint.organisation)
    for who in (requester, colleague, manager):
        text = client_of(who).get(page).text
        assert "We look." in text
        assert "Two desks." in text
    for stranger in (person(Role.REQUESTER), person(Role.SIGNATORY)):
        assert client_of(stranger).get(page).status_code == 404


def test_on_screen_from_the_first_word_to_the_last(contract, requester, manager, chief):
    theirs, ours, last = client_of(requester), client_of(manager), client_of(chief)
    form = {"title": "Slow desk", "words": "Nobody answers.", "remedy_sought": "A second desk."}
    form |= {"contract": contract.reference, "month": "2026-13"}
    new = reverse("complaint_new")
    assert theirs.post(new, form).status_code == 422
    assert theirs.post(new, form | {"month": f"{PERIOD:%Y-%m}"}).status_code == 302
    found = Complaint.objects.get()
    assert "99.671% against 99.9%" in theirs.get(found.get_absolute_url()).text

    def at(name, *more):
        return reverse(name, args=[found.reference, *more])

    for to, extra in (("acknowledged", {}), ("assessed", {"severity": "high"}), ("investigating", {})):
        assert ours.post(at("complaint_step", to), {"words": "We look.", **extra}).status_code == 302
    assert ours.post(at("complaint_step", "acknowledged"), {"words": "Again."}).status_code == 409
    assert ours.post(at("complaint_remedy"), {"root_cause": "One desk.", "remedy": "Two."}).status_code == 302
    assert theirs.post(at("complaint_verdict"), {"accepted": "no"}).status_code == 422
    assert theirs.post(at("complaint_verdict"), {"accepted": "no", "words": "Three."}).status_code == 302
    assert last.post(at("complaint_decide"), {"decision": "Three.", "remedy": "Three."}).status_code == 302
    assert "Decided finally by" in theirs.get(found.get_absolute_url()).text
    assert theirs.get("/api/v1/complaints").json()["items"][0]["status"] == "closed"
