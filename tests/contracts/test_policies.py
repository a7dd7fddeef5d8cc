"""Buying policy: bands and ways of buying, drafted, put into force by a second person, judged by the day."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from contracts.policies.actions import (
    AlreadyEnacted,
    BandTerms,
    DayIsTaken,
    FirstDayHasCome,
    edit_policy,
    enact_policy,
)
from contracts.policies.models import BuyingPolicy, PolicyRule, Route
from contracts.policies.queries import RouteTerms, policy_on, range_words, route_states, state_of_route
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.permissions import Role
from marketplace.workspace.page import workspace_context
from tests.factories.contracts import MONDAY_NOON
from tests.factories.marketplace import person
from tests.factories.policies import BEFORE_MONDAY, LARGE, SMALL, drafted_policy, enacted_policy, policy_terms
from tests.worlds import world

pytestmark = pytest.mark.django_db
FIRST_DAY = datetime.date(2026, 11, 10)
A_DAY = datetime.timedelta(days=1)


@world
def policy():
    return enacted_policy()


class TestPreparing:
    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"summary": " "}, "does not say what it changes"),
            ({"holds_from": BEFORE_MONDAY.date()}, "from tomorrow at the earliest"),
            ({"bands": []}, "the last has no end"),
            ({"bands": [BandTerms(Decimal(5), SMALL)]}, "the last has no end"),
            ({"bands": [BandTerms(Decimal(5), SMALL), BandTerms(Decimal(5), SMALL), BandTerms(None, SMALL)]}, "rise"),
            ({"bands": [BandTerms(Decimal(0), SMALL), BandTerms(None, SMALL)]}, "rise"),
            ({"bands": [BandTerms(Decimal(5), {}), BandTerms(None, SMALL)]}, "Nothing can be bought in band 1"),
            ({"bands": [BandTerms(None, {Route.CASCADE: RouteTerms(4, 0)})]}, "1 to 3 approvals"),
            ({"bands": [BandTerms(None, {Route.CASCADE: RouteTerms(1, 91)})]}, "0 to 90 days"),
        ],
        ids=["no words", "today", "no band", "no last", "equal ends", "from zero", "all closed", "four", "91 days"],
    )
    def test_terms_that_contradict_themselves_are_refused_with_a_sentence(self, changes, says):
        with pytest.raises(InvalidInput, match=says):
            drafted_policy(**changes)
        assert not BuyingPolicy.objects.exists()

    def test_an_edit_replaces_everything_and_an_old_form_changes_nothing(self):
        policy, officer = drafted_policy(), person(Role.CIO)
        act = {"policy": policy, "version": 1, "by": officer, "now": lambda: BEFORE_MONDAY}
        edited = edit_policy(terms=policy_terms(summary="New.", bands=[BandTerms(None, LARGE)]), **act)
        assert (edited.summary, edited.version, edited.drafted_by) == ("New.", 2, officer)
        assert [range_words(edited, band) for band in edited.bands.all()] == ["any value"]
        with pytest.raises(StaleForm):
            edit_policy(terms=policy_terms(), **act)
        assert BuyingPolicy.objects.get().summary == "New."

    @pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.AUDITOR, Role.AGENCY_ADMIN, Role.SIGNATORY])
    def test_only_procurement_officers_and_the_cio_prepare_one(self, role):
        with pytest.raises(PermissionDenied):
            drafted_policy(by=person(role))
        assert not BuyingPolicy.objects.exists()


class TestPuttingIntoForce:
    def enact(self, policy, by=None, at=BEFORE_MONDAY):
        by = by or person(Role.CIO)
        return enact_policy(policy=policy, version=policy.version, by=by, now=lambda: at)

    def test_nobody_enacts_what_they_drafted_and_the_database_refuses_it_too(self):
        both = person(Role.PROCUREMENT_OFFICER, Role.CIO)
        policy = drafted_policy(by=both)
        with pytest.raises(PermissionDenied):
            self.enact(policy, both)
        with pytest.raises(IntegrityError, match="nobody_enacts"), transaction.atomic():
            BuyingPolicy.objects.update(status="enacted", enacted_by=both, enacted_at=BEFORE_MONDAY)
        assert BuyingPolicy.objects.get().is_draft

    @pytest.mark.parametrize(("seconds", "enacts"), [(-1, True), (0, False)])
    def test_a_policy_does_not_reach_back(self, seconds, enacts):
        policy = drafted_policy()
        midnight = datetime.datetime(2026, 11, 10, 5, tzinfo=datetime.UTC) + datetime.timedelta(seconds=seconds)
        if enacts:
            self.enact(policy, at=midnight)
        else:
            with pytest.raises(FirstDayHasCome, match="does not reach back"):
                self.enact(policy, at=midnight)
        assert BuyingPolicy.objects.get().is_draft is not enacts

    def test_two_policies_do_not_begin_on_one_day(self):
        enacted_policy()
        second = drafted_policy()
        with pytest.raises(DayIsTaken, match="B-2026-0001 begins on"):
            self.enact(second)
        with pytest.raises(IntegrityError, match="one_policy_begins"), transaction.atomic():
            BuyingPolicy.objects.filter(pk=second.pk).update(
                status="enacted", enacted_by=person(Role.CIO), enacted_at=BEFORE_MONDAY
            )
        assert BuyingPolicy.objects.enacted().count() == 1

    def test_what_is_in_force_stands_by_whatever_way(self, policy):
        band = policy.bands.first()
        changes = (
            lambda: BuyingPolicy.objects.update(holds_from=FIRST_DAY + A_DAY),
            lambda: BuyingPolicy.objects.all()._raw_delete("default"),
            lambda: policy.bands.update(up_to=1),
            lambda: PolicyRule.objects.filter(band=band).update(approvals=3),
            lambda: PolicyRule.objects.filter(band=band)._raw_delete("default"),
            lambda: PolicyRule.objects.create(band=policy.bands.last(), route=Route.CASCADE, approvals=1),
        )
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        with pytest.raises(AlreadyEnacted):
            edit_policy(policy=policy, terms=policy_terms(), version=policy.version, by=person(Role.CIO))
        assert [rule.approvals for rule in band.rules.all()] == [1] * 6
        assert [event.action for event in AuditEvent.objects.about(policy)] == [
            "contracts.policy.drafted",
            "contracts.buyingpolicy.enacted",
        ]


class TestWhichHolds:
    def test_the_policy_of_the_day_is_found_by_comparing_days(self):
        first = enacted_policy()
        later = enacted_policy(holds_from=FIRST_DAY + 9 * A_DAY)
        drafted_policy(holds_from=FIRST_DAY + A_DAY)
        days = [FIRST_DAY - A_DAY, FIRST_DAY, FIRST_DAY + 8 * A_DAY, FIRST_DAY + 9 * A_DAY]
        assert [policy_on(day) for day in days] == [None, first, first, later]

    # Up to 10,000 everything; up to 100,000 three ways; above two.
    @pytest.mark.parametrize(
        ("value", "route", "terms"),
        [
            ("0.01", Route.CASCADE, RouteTerms(1, 0)),
            ("10000.00", Route.DIRECT_AWARD, RouteTerms(1, 0)),
            ("10000.01", Route.DIRECT_AWARD, RouteTerms(2, 5)),
            ("10000.01", Route.CASCADE, None),
            ("100000.00", Route.DIRECT_ORDER, RouteTerms(1, 0)),
            ("100000.01", Route.DIRECT_ORDER, None),
            ("100000.01", Route.COMPARISON, RouteTerms(2, 0)),
            ("99999999.99", Route.COMPETITION, RouteTerms(2, 30)),
        ],
    )
    def test_the_table_of_values_and_ways(self, value, route, terms):
        enacted_policy()
        state = state_of_route(policy_on(FIRST_DAY), Decimal(value), route)
        assert (state.terms, bool(state.why)) == (terms, terms is None)

    def test_a_closed_way_says_why_and_where_it_is_open(self, policy):
        states = {state.route: state.words for state in route_states(policy, Decimal(150_000))}
        assert states[Route.DIRECT_ORDER] == (
            "Closed above $100,000. It is open up to $10,000 and above $10,000 up to $100,000."
        )
        assert states[Route.COMPETITION] == "2 approvals, 30 days before the decision"

    def test_without_a_policy_all_is_open_with_one_approval(self):
        assert {state.terms for state in route_states(None, Decimal(10**9))} == {RouteTerms()}


class TestScreens:
    def sent(self, **changes):
        answers = {"summary": "Fewer papers.", "holds_from": "2099-01-01", "version": "1"}
        answers |= {"up_to_1": "25000", "approvals_1_direct_award": "1", "days_1_direct_award": ""}
        return answers | {"approvals_2_competition": "2", "days_2_competition": "20"} | changes

    def test_the_office_prepares_edits_and_enacts_and_everybody_reads(self, client):
        officer, cio = person(Role.PROCUREMENT_OFFICER), person(Role.CIO)
        client.force_login(officer)
        client.post("/policies/new/", self.sent())
        policy = BuyingPolicy.objects.get()
        assert [(band.up_to, band.rules.get().minimum_days) for band in policy.bands.all()] == [(25000, 0), (None, 20)]
        page = client.get(policy.get_absolute_url()).content.decode()
        assert "a colleague of the office puts it into force" in page
        assert client.get("/policies/new/").status_code == client.get(f"{policy.get_absolute_url()}edit/").status_code
        client.logout()
        assert client.get(policy.get_absolute_url()).status_code == 404
        client.force_login(cio)
        assert policy.reference in [row.step.reference for row in workspace_context(cio, at=MONDAY_NOON)["rows"]]
        client.post(f"{policy.get_absolute_url()}enact/", {"version": "1"})
        client.logout()
        assert "Above $25,000" in client.get(policy.get_absolute_url()).content.decode()
        assert client.get("/api/v1/policies").json()["items"][0]["bands"][0]["up_to"] == "25000.00"
        assert client.get(f"/api/v1/policies/{policy.reference}").json()["holds_from"] == "2099-01-01"

    def test_what_cannot_be_saved_says_why_and_keeps_what_was_typed(self, client):
        client.force_login(person(Role.PROCUREMENT_OFFICER))
        answer = client.post("/policies/new/", self.sent(up_to_1="0"))
        assert (answer.status_code, "The bands do not rise" in answer.content.decode()) == (422, True)
        assert "Fewer papers." in answer.content.decode()
        assert not BuyingPolicy.objects.exists()

    def test_an_old_press_on_what_is_in_force_changes_nothing(self, client, policy):
        client.force_login(person(Role.CIO))
        for verb in ("edit", "enact"):
            assert client.post(f"{policy.get_absolute_url()}{verb}/", self.sent()).status_code == 409
        assert BuyingPolicy.objects.get().summary == "Small purchases stay simple."

    def test_the_list_shows_what_holds_in_the_same_number_of_statements(self, client, django_assert_num_queries):
        enacted_policy(at=BEFORE_MONDAY)
        for years in range(3):
            enacted_policy(holds_from=datetime.date(2030 + years, 1, 1))
        with django_assert_num_queries(5):
            answer = client.get("/policies/")
        assert "B-2026-0004" in answer.content.decode()
