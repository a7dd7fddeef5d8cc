"""The page of each person's work: order, deadlines, the row of days, the sentence, what stands beside, its cost."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from contracts.models import Dispute
from contracts.orders.actions import approve_order, return_order
from contracts.service_levels.actions import decide_dispute, dispute_result
from marketplace.audit.actions import sign_checkpoint
from marketplace.organisations.models import BusinessHours, Organisation
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from marketplace.workspace.reader import reader_of
from marketplace.workspace.sources import SOURCES
from marketplace.workspace.steps import STEPS_SHOWN, Step, look, soonest_first
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import (
    MONDAY_NOON,
    approved_order,
    drafted_order,
    signed_contract,
    submitted_order,
    trade,
)
from tests.factories.marketplace import OrganisationFactory, UserFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.factories.rfp import need_in_triage, stated_need
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
DAY = datetime.timedelta(days=1)
EMPTY_WEEK = "Monday 23 November 2026. Nothing is due this week; offices are closed on Thursday."


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def parties():
    return trade()


def context_of(user, *, at=MONDAY_NOON):
    return workspace_context(user, at=at)


def page_of(client, user, path="/workspace/", *, at=MONDAY_NOON):
    with time_machine.travel(at, tick=False):
        client.force_login(user)
        return client.get(path)


def statements_of(client, user, path="/workspace/"):
    """What the page asks the database once somebody is signed in."""
    page_of(client, user, path)
    with time_machine.travel(MONDAY_NOON, tick=False), CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def statements_for(user):
    """One that counts all kinds of work, one for each kind of which there is any, and ten for the shell, the deadlines
    and the panels."""
    with time_machine.travel(MONDAY_NOON, tick=False):
        found = look([source for source in SOURCES if source.serves(user)], reader_of(user, at=MONDAY_NOON))
    return 1 + sum(one.total > 0 for one in found) + 10


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def needs_due_on(*days, officer):
    """Needs of the officer's, due at noon Eastern on these days of November 2026."""
    for day in days:
        need = need_in_triage(by=officer)
        need.decision_due_at = datetime.datetime(2026, 11, day, 17, tzinfo=datetime.UTC)
        need.save(update_fields=["decision_due_at"])


# The page


def test_visitors_are_led_to_the_sign_in(client):
    for path in ("/workspace/", "/workspace/orders-to-approve/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")


def test_the_page_only_reads(client):
    client.force_login(person(Role.REQUESTER))
    assert client.post("/workspace/").status_code == 405


def test_what_nobody_knows_the_beginning_of_comes_last():
    step = {"what": "Decide", "url": "/", "why": "It waits.", "button": "Open"}
    unknown, waits = Step(reference="A", **step), Step(reference="B", since=MONDAY_NOON, **step)
    due = Step(reference="C", due=MONDAY_NOON + DAY, **step)
    assert soonest_first([unknown, waits, due]) == [due, waits, unknown]


def test_steps_come_soonest_first_and_the_first_button_is_the_primary_one(client, parties):
    later, sooner = submitted_order(parties), submitted_order(parties, at=MONDAY_NOON - DAY)
    html = page_of(client, parties.approver).content.decode()
    assert html.index(f"{sooner.reference}</a>") < html.index(f"{later.reference}</a>")
    filled = re.findall(r'<a class="usa-button st-button--small" href="([^"]+)"', html)
    assert filled == [f"/orders/{sooner.reference}/"]
    assert html.count('<a class="usa-button usa-button--outline st-button--small"') == 1


def test_steps_without_a_deadline_come_last_the_longest_wait_first(officer):
    vendors = [OrganisationFactory(vendor=True, status=Organisation.Status.REGISTERED) for _ in range(2)]
    Organisation.objects.filter(pk=vendors[1].pk).update(created_at=MONDAY_NOON - 9 * DAY)
    need = stated_need()
    rows = context_of(officer)["rows"]
    assert [row.step.reference for row in rows] == [need.reference, vendors[1].name, vendors[0].name]
    assert (rows[1].deadline.due, rows[1].deadline.left) == ("No deadline", "waiting since 14 Nov")


@pytest.mark.parametrize(
    ("day", "due", "left", "urgency"),
    [
        (19, "Thu 19 Nov", "overdue by 2 working days", "now"),
        (20, "Fri 20 Nov", "overdue by 1 working day", "now"),
        (23, "Today, 12:00 pm", "Eastern, in 3 hours", "soon"),
        (24, "Tue 24 Nov", "12:00 pm Eastern, 2 working days", "soon"),
        (25, "Wed 25 Nov", "12:00 pm Eastern, 3 working days", "soon"),
        (27, "Fri 27 Nov", "12:00 pm Eastern, 4 working days", ""),
    ],
)
def test_a_deadline_says_day_time_zone_and_working_days(day, due, left, urgency, officer):
    needs_due_on(day, officer=officer)
    (row,) = context_of(officer, at=MONDAY_NOON - datetime.timedelta(hours=3))["rows"]
    assert (row.deadline.due, row.deadline.left.replace("\xa0", " "), row.deadline.urgency) == (due, left, urgency)


def test_the_second_of_the_deadline_is_too_late(officer):
    needs_due_on(23, officer=officer)
    (before,) = context_of(officer, at=MONDAY_NOON - datetime.timedelta(seconds=1))["rows"]
    (after,) = context_of(officer, at=MONDAY_NOON)["rows"]
    assert (before.deadline.left, after.deadline.left) == ("Eastern, in 0 minutes", "overdue")
    assert (before.deadline.urgency, after.deadline.urgency) == ("soon", "now")


def test_a_day_counts_until_its_end_in_the_readers_zone(client, parties):
    drafted_order(parties, wanted_from=datetime.date(2026, 11, 23))
    parties.requester.time_zone = "America/Los_Angeles"
    parties.requester.save(update_fields=["time_zone"])
    # Five in the morning in UTC: Tuesday in New York, still Monday in Los Angeles.
    late = datetime.datetime(2026, 11, 24, 5, tzinfo=datetime.UTC)
    assert context_of(parties.requester, at=late)["rows"][0].deadline.left == "overdue by 1\xa0working\xa0day"
    text = text_of(page_of(client, parties.requester, at=late))
    assert "Monday 23 November 2026" in text
    assert "Mon 23 Nov end of the day" in text


def test_moments_are_shown_in_the_readers_zone(client):
    officer = person(Role.PROCUREMENT_OFFICER, time_zone="America/Denver")
    needs_due_on(24, officer=officer)
    assert "10:00 am Mountain" in text_of(page_of(client, officer))


# The row of days


def test_the_row_shows_fifteen_days_with_holidays_named_and_what_falls_due(officer):
    needs_due_on(24, 25, 25, officer=officer)
    days = context_of(officer)["days"]
    assert [day.on.day for day in days] == [23, 24, 25, 26, 27, 30, 1, 2, 3, 4, 7, 8, 9, 10, 11]
    assert [(day.state, day.closed) for day in days[:5]] == [
        ("now", ""),
        ("mark", ""),
        ("mark", ""),
        ("off", "Thanksgiving Day"),
        ("", ""),
    ]
    assert days[1].marks == ("Decision due 12:00 pm",)
    assert days[2].marks == ("2 × Decision due",)
    assert days[6].name == "Tue, Dec"


def test_closed_days_come_from_the_organisations_own_calendar(client):
    office = OrganisationFactory(broker=True)
    week = [[["08:00", "17:00"]]] * 5 + [[], []]
    BusinessHours.objects.create(organisation=office, weekly=week, closed_days={"2026-11-27": "Day after Thanksgiving"})
    officer = person(Role.PROCUREMENT_OFFICER, of=office)
    assert context_of(officer)["days"][4].closed == "Day after Thanksgiving"
    text = text_of(page_of(client, officer))
    assert "Closed: Thanksgiving Day" in text
    assert "offices are closed on Thursday and Friday." in text


def test_what_falls_due_on_a_weekend_stands_on_the_working_day_before(officer):
    needs_due_on(28, officer=officer)
    assert context_of(officer)["days"][4].marks == ("Decision due Sat 12:00 pm",)


def test_what_is_overdue_or_far_away_is_not_in_the_row(officer):
    needs_due_on(20, officer=officer)
    parties = trade()
    drafted_order(parties, wanted_from=datetime.date(2027, 5, 3))
    assert not any(day.marks for day in context_of(officer)["days"])
    assert not any(day.marks for day in context_of(parties.requester)["days"])


# The sentence


def test_the_sentence_counts_what_needs_the_reader_this_week(officer):
    assert context_of(officer)["sentence"] == EMPTY_WEEK
    needs_due_on(30, officer=officer)
    assert "Nothing is due this week and one thing waits for you; " in context_of(officer)["sentence"]
    needs_due_on(24, officer=officer)
    assert "One thing needs you this week; " in context_of(officer)["sentence"]
    needs_due_on(20, officer=officer)
    assert "Two things need you this week, one of them overdue; " in context_of(officer)["sentence"]


def test_on_a_weekend_the_sentence_looks_at_the_coming_week(officer):
    needs_due_on(27, officer=officer)
    said = context_of(officer, at=datetime.datetime(2026, 11, 21, 17, tzinfo=datetime.UTC))["sentence"]
    assert said == "Saturday 21 November 2026. One thing needs you next week; offices are closed on Thursday."


def test_on_a_holiday_the_sentence_says_so():
    thanksgiving = datetime.datetime(2026, 11, 26, 17, tzinfo=datetime.UTC)
    said = context_of(person(Role.PROCUREMENT_OFFICER), at=thanksgiving)["sentence"]
    assert said == "Thursday 26 November 2026. Nothing is due this week; offices are closed today."


# More than fits


def test_more_than_fits_leads_to_the_list_of_all(client, officer):
    needs_due_on(*[24] * (STEPS_SHOWN + 2), officer=officer)
    shown = context_of(officer)
    assert len(shown["rows"]) == STEPS_SHOWN
    assert "More than ten things need you this week" in shown["sentence"]
    html = page_of(client, officer).content.decode()
    assert '<a href="/workspace/needs-to-decide/">All 12 needs to decide</a>' in html
    listed = page_of(client, officer, "/workspace/needs-to-decide/")
    assert "12 needs to decide" in text_of(listed)
    assert len(listed.context["rows"]) == 12


def test_the_list_of_a_kind_of_work_is_there_for_its_roles_alone(client, officer):
    assert page_of(client, officer, "/workspace/needs-to-decide/").status_code == 200
    for path in ("/workspace/orders-to-approve/", "/workspace/nonsense/", "/workspace/needs-to-decide/?page=99999"):
        assert page_of(client, officer, path).status_code == 404


@pytest.mark.parametrize("path", ["/workspace/", "/workspace/needs-to-decide/"])
def test_the_number_of_statements_does_not_grow_with_the_work(client, path, officer):
    needs_due_on(*[24] * 10, officer=officer)
    ten = statements_of(client, officer, path)
    assert ten <= statements_for(officer)
    needs_due_on(*[25] * 20, officer=officer)
    assert statements_of(client, officer, path) == ten


def test_kinds_of_work_of_which_there_is_none_take_no_statement_each(client, officer):
    assert sum(source.serves(officer) for source in SOURCES) > 11
    assert statements_of(client, officer) <= 11


def test_nor_does_that_of_somebody_with_nearly_every_role(client, parties):
    everybody = person(*[role for role in Role if role != Role.APPROVER])
    for role, of, limit in ((Role.APPROVER, parties.agency, 10**6), (Role.SIGNATORY, parties.vendor, None)):
        everybody.memberships.create(organisation=of, role=role, delegation_limit=limit)

    def more_work(count):
        for _ in range(count):
            submitted_order(parties)
            approved_order(parties)
            stated_need()
            OrganisationFactory(vendor=True, status=Organisation.Status.REGISTERED)
            offering = OfferingFactory(orderable=True, draft=True)
            Workflow.objects.get(name="Catalogue review").start(
                offering, person(Role.VENDOR_EDITOR, of=offering.vendor)
            )

    more_work(2)
    few = statements_of(client, everybody)
    assert few <= statements_for(everybody)
    more_work(3)
    assert statements_of(client, everybody) == few


# Nothing to do


@pytest.mark.parametrize(
    ("role", "button", "leads_to"),
    [
        (Role.REQUESTER, "Find a service", "catalogue"),
        (Role.SIGNATORY, "See your orders", "order_list"),
        (Role.PROCUREMENT_OFFICER, "See all needs", "need_list"),
        (Role.CONTRACT_MANAGER, "See the contracts", "contract_register"),
        (Role.CATALOGUE_EDITOR, "See the catalogue", "catalogue"),
        (Role.EVALUATOR, "See the contracts", "contract_register"),
        (Role.AUDITOR, "Open the audit trail", "audit_event_list"),
    ],
)
def test_an_empty_page_says_why_and_offers_one_thing(client, role, button, leads_to):
    response = page_of(client, person(role))
    assert "Nothing waits for you" in text_of(response)
    offered = f'<a class="usa-button st-mt4" href="{reverse(leads_to)}">{button}</a>'
    assert offered in response.content.decode()


def test_somebody_without_an_organisation_is_led_to_joining_one(client):
    response = page_of(client, UserFactory())
    assert "You belong to no organisation yet" in text_of(response)
    assert f'href="{reverse("membership_list")}"' in response.content.decode()


# Beside the steps


def test_recent_decisions_are_others_decisions_on_ones_own_records(parties):
    order = submitted_order(parties)
    returned = submitted_order(parties)
    submitted_order(trade())
    approve_order(order=order, version=order.version, by=parties.approver)
    return_order(order=returned, reason="Say why.", version=returned.version, by=parties.approver)
    decided = context_of(parties.requester)["decided"]
    assert [(one.url, one.words, one.by) for one in decided] == [
        (f"/orders/{returned.reference}/", "returned for changes", str(parties.approver)),
        (f"/orders/{order.reference}/", "approved", str(parties.approver)),
    ]
    assert context_of(parties.approver)["decided"] == []


def test_at_most_five_decisions_are_shown_and_each_leads_to_its_record():
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26))))
    admin = person(Role.AGENCY_ADMIN, of=term.contract.agency)
    dispute = dispute_result(result=closed(term), reason="Ours differs.", by=admin, now=lambda: CLOSED_AT)
    decide_dispute(dispute=dispute, upheld=False, reason="The log is whole.", by=person(Role.PERFORMANCE_OFFICER))
    for _ in range(5):
        need_in_triage(by=person(Role.PROCUREMENT_OFFICER), agency=term.contract.agency)
    assert [one.url for one in context_of(admin)["decided"]] == [f"/disputes/{Dispute.objects.get().pk}/"]
    parties = trade()
    for _ in range(6):
        order = submitted_order(parties)
        approve_order(order=order, version=order.version, by=parties.approver)
    assert len(context_of(parties.requester)["decided"]) == 5


def test_running_contracts_carry_last_months_verdict(client):
    contract = contract_with_order()
    signed_contract()
    term = term_of(contract)
    loaded(term, steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26))))
    closed(term)
    in_july = CLOSED_AT + 20 * DAY
    for side, role in (("agency", Role.REQUESTER), ("vendor", Role.SIGNATORY)):
        running = context_of(person(role, of=getattr(contract, side)), at=in_july)["running"]
        assert [(one.pk, one.verdict) for one in running.contracts] == [(contract.pk, "breached")]
    assert "October not measured" in text_of(page_of(client, person(Role.REQUESTER, of=contract.agency)))
    watched = context_of(person(Role.CONTRACT_MANAGER), at=in_july)["running"]
    assert (watched.title, [one.pk for one in watched.contracts]) == ("Missed in June", [contract.pk])
    assert context_of(person(Role.EVALUATOR), at=in_july)["running"] is None


def test_the_auditor_reads_the_state_of_the_trail(client):
    auditor = person(Role.AUDITOR)
    assert "No checkpoint yet" in text_of(page_of(client, auditor))
    stated_need()
    sign_checkpoint(at=MONDAY_NOON - DAY)
    fresh = context_of(auditor)["trail"]
    assert (fresh.events, fresh.stale) == (1, False)
    assert "No checkpoint for a day" in text_of(page_of(client, auditor, at=MONDAY_NOON + DAY))
    assert context_of(person(Role.PROCUREMENT_OFFICER))["trail"] is None


def test_officers_see_where_needs_stand(officer):
    needs_due_on(20, 24, officer=officer)
    stated_need()
    needs = context_of(officer)["needs"]
    assert (needs.stated, needs.in_triage, needs.decided, needs.overdue) == (1, 2, 0, 1)
    assert context_of(person(Role.REQUESTER))["needs"] is None


def test_words_of_others_are_shown_as_text(client, officer):
    stated_need(title="<script>alert(1)</script>")
    html = page_of(client, officer).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
