"""Each person's next steps: theirs alone, soonest first, with the date in words and a constant number of statements."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts.orders.actions import return_order
from contracts.service_levels.models import Exclusion
from marketplace.business_time import BusinessCalendar, public_holidays, weekly
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from marketplace.workspace.sources import next_steps
from marketplace.workspace.steps import Step, dated, in_order
from marketplace.workspace.week import strip_of_days, summary
from tests.factories.contracts import (
    MONDAY_NOON,
    accepted_order,
    approved_order,
    drafted_order,
    signed_contract,
    submitted_order,
    trade,
)
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.rfp import need_in_triage, stated_need

OFFICE = BusinessCalendar(
    "America/New_York", weekly([(datetime.time(8), datetime.time(17))]), public_holidays(range(2026, 2028))
)


def step(mark="Due", **when):
    due_at = MONDAY_NOON + datetime.timedelta(**when) if when else None
    return Step("What", "Why", "/orders/", "Do it", mark, due_at)


class TestDates:
    @pytest.mark.parametrize(
        ("when", "due", "left", "urgency"),
        [
            ({"hours": 5}, "Today, 5:00 pm", "Eastern", "now"),
            ({"days": -7}, "Since Mon 16 Nov", "overdue", "now"),
            ({"seconds": 0}, "Since Mon 23 Nov", "overdue", "now"),
            ({"days": 1}, "Tue 24 Nov", "2 working days, 12:00 pm", "soon"),
            # Thanksgiving does not count: Mon, Tue, Wed, Fri, Mon.
            ({"days": 7}, "Mon 30 Nov", "5 working days, 12:00 pm", "soon"),
            ({"days": 8}, "Tue 1 Dec", "6 working days, 12:00 pm", ""),
            ({}, "No date", "when you are ready", ""),
        ],
    )
    def test_a_deadline_is_whole_and_counts_working_days(self, when, due, left, urgency):
        shown = dated(step(**when), at=MONDAY_NOON, calendar=OFFICE)
        assert (shown.due, shown.left, shown.urgency) == (due, left, urgency)

    def test_the_soonest_comes_first_and_what_has_no_date_last(self):
        late, soon, undated = step(days=3), step(days=1), step()
        assert in_order([undated, late, soon]) == [soon, late, undated]


class TestStrip:
    def strip(self, *steps):
        return strip_of_days(steps, at=MONDAY_NOON, calendar=OFFICE)

    def test_it_shows_fifteen_weekdays_and_when_offices_are_closed(self):
        days = self.strip()
        assert [day.on.day for day in days] == [23, 24, 25, 26, 27, 30, 1, 2, 3, 4, 7, 8, 9, 10, 11]
        assert [(day.on.day, day.words) for day in days if day.kind == "off"] == [(26, "Offices closed")]
        assert (days[0].kind, [day.on.day for day in days if day.is_new_month]) == ("now", [1])

    def test_what_falls_due_stands_on_its_day_overdue_today_and_weekends_on_the_friday(self):
        days = self.strip(step("Late", days=-3), step("Answer due", days=2), step("A", days=5), step("B", days=4))
        marks = {day.on.day: (day.kind, day.words) for day in days if day.words and day.words != "Offices closed"}
        assert marks == {23: ("now", "Late"), 25: ("mark", "Answer due"), 27: ("mark", "2 things due")}

    def test_what_falls_due_later_is_not_shown(self):
        assert not any(day.kind == "mark" for day in self.strip(step(days=60)))

    @pytest.mark.parametrize(
        ("steps", "words"),
        [
            ([], "Nothing falls due this week; offices are closed on Thursday."),
            ([step(days=1), step()], "One thing needs you this week; offices are closed on Thursday."),
            (
                [step(days=-9), step(days=6), step(days=7)],
                "2 things need you this week; offices are closed on Thursday.",
            ),
        ],
    )
    def test_the_week_in_one_sentence(self, steps, words):
        assert summary(steps, self.strip(), at=MONDAY_NOON) == words


def titles(user, at=MONDAY_NOON):
    return [step.title.split(",")[0] for step in next_steps(user, at=at)]


@pytest.mark.django_db
class TestSources:
    def test_a_requester_finishes_drafts_and_changes_what_came_back(self):
        parties = trade()
        draft, order = drafted_order(parties), submitted_order(parties)
        return_order(order=order, reason="Fewer users", version=order.version, by=parties.approver)
        drafted_order(trade())
        assert titles(parties.requester) == [f"Change {order.reference}", f"Finish {draft.reference}"]

    def test_an_approver_sees_what_lies_within_the_limit_soonest_first(self):
        parties = trade()
        later = submitted_order(parties, at=MONDAY_NOON + datetime.timedelta(days=1))
        sooner = submitted_order(parties)
        small = person(Role.APPROVER, of=parties.agency, limit=Decimal(100))
        assert titles(parties.approver) == [f"Decide on {sooner.reference}", f"Decide on {later.reference}"]
        assert titles(small) == []

    def test_a_signatory_answers_approved_orders_of_their_own_vendor(self):
        parties = trade()
        order = approved_order(parties)
        approved_order(trade())
        assert titles(parties.signatory) == [f"Answer {order.reference}"]

    def test_an_officer_takes_needs_up_and_decides_their_own(self):
        officer = person(Role.PROCUREMENT_OFFICER)
        free, own = stated_need(), need_in_triage(by=officer)
        need_in_triage(by=person(Role.PROCUREMENT_OFFICER))
        assert sorted(titles(officer)) == [f"Decide how to meet {own.reference}", f"Take up {free.reference}"]

    def test_maintenance_is_decided_by_those_who_did_not_ask_for_it(self):
        contract = signed_contract()
        asker = person(Role.CONTRACT_MANAGER)
        Exclusion.objects.create(
            reference="X-2026-0001",
            term=contract.service_level_terms.get(),
            starts_at=MONDAY_NOON + datetime.timedelta(days=10),
            ends_at=MONDAY_NOON + datetime.timedelta(days=10, hours=2),
            reason="New disks",
            requested_at=MONDAY_NOON,
            requested_by=asker,
        )
        wanted = f"Planned maintenance for {contract.reference}"
        assert wanted in titles(person(Role.AGENCY_ADMIN, of=contract.agency))
        assert wanted in titles(person(Role.PERFORMANCE_OFFICER))
        assert wanted not in titles(asker)
        assert wanted not in titles(person(Role.AGENCY_ADMIN))

    def test_both_sides_see_a_contract_that_ends_within_ninety_days(self):
        contract = signed_contract()
        for user in (person(Role.AGENCY_ADMIN, of=contract.agency), person(Role.SIGNATORY, of=contract.vendor)):
            assert f"{contract.reference}" in titles(user)
            assert titles(user, at=MONDAY_NOON - datetime.timedelta(days=200)) == []

    def test_the_office_verifies_vendors_that_registered(self):
        vendor = OrganisationFactory(vendor=True, status=Organisation.Status.REGISTERED)
        assert titles(person(Role.CIO)) == [f"Verify {vendor}"]
        assert titles(person(Role.AUDITOR)) == []


@pytest.mark.django_db
class TestPage:
    def test_the_public_is_led_to_the_sign_in(self, client):
        assert client.get(reverse("workspace")).url.startswith("/accounts/login/")

    def test_each_step_has_one_button_and_the_first_is_filled(self, client):
        parties = trade()
        submitted_order(parties, at=timezone.now())
        submitted_order(parties, at=timezone.now())
        client.force_login(parties.approver)
        page = client.get(reverse("workspace")).content.decode()
        assert page.count('class="usa-button st-button--small"') == 1
        assert page.count('class="usa-button usa-button--outline st-button--small"') == 1

    def test_an_empty_desk_says_so_and_leads_on(self, client):
        client.force_login(person(Role.APPROVER))
        page = client.get(reverse("workspace")).content.decode()
        assert "Nothing waits for you" in page
        assert "Look in the catalogue" in page

    def test_somebody_without_an_organisation_is_led_to_one(self, client):
        parties = trade()
        parties.requester.memberships.all().delete()
        client.force_login(parties.requester)
        assert "Join an organisation" in client.get(reverse("workspace")).content.decode()

    def test_eight_steps_are_shown_and_the_rest_on_demand(self, client):
        parties = trade()
        for _ in range(9):
            drafted_order(parties)
        client.force_login(parties.requester)
        page, whole = (client.get(reverse("workspace") + query).content.decode() for query in ("", "?all=1"))
        assert (page.count("st-work__item"), whole.count("st-work__item")) == (8, 9)
        assert "All 9" in page

    @pytest.mark.parametrize("count", [1, 5])
    def test_the_number_of_statements_does_not_grow_with_the_work(self, client, count, django_assert_max_num_queries):
        parties = trade()
        both = person(Role.APPROVER, Role.AGENCY_ADMIN, of=parties.agency, limit=Decimal(10**6))
        for _ in range(count):
            submitted_order(parties)
            accepted_order(trade(vendor=parties.vendor))
        client.force_login(both)
        with django_assert_max_num_queries(26):
            client.get(reverse("workspace"))
