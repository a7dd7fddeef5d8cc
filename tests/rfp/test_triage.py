"""From a need to its way: what there is already, what speaks against it, and the public pipeline."""

import datetime
from contextlib import nullcontext
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from catalog.offerings.models import Offering
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from rfp.needs.actions import Funding, NotInternal, NotPlanned, Plan, WayClosed, Wish, decide_need, state_need
from rfp.needs.models import Need
from rfp.needs.triage import level_doubt, money_notes, ways_for
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import OrganisationFactory, organisation_for, person
from tests.factories.measurements import contract_with_order
from tests.factories.policies import enacted_policy
from tests.factories.rfp import MONDAY_NOON, need_in_triage, stated_need
from tests.factories.search import indexed, orderable_offering
from tests.worlds import world

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
Route = Need.Route


def noon():
    return MONDAY_NOON


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


@world
def offered():
    """Two vendors' desks and the state's own, all to be ordered, in the search index."""
    broker = organisation_for(Role.PROCUREMENT_OFFICER)
    desks = [
        orderable_offering("Harbor Service Desk"),
        orderable_offering("Kestrel Service Desk"),
        orderable_offering("State Service Desk", vendor=broker, delivery_mode="internal"),
    ]
    indexed()
    return desks


def ways(need):
    return {way.route: way for way in ways_for(need, on=TODAY)}


class TestWhatThereIs:
    def test_own_services_vendors_offers_and_their_comparison_are_shown_with_the_cost_for_my_users(self, offered):
        need = stated_need(title="Service desk", users=40, budget_to=Decimal("1"))
        found = ways(need)
        [own] = found[Route.INTERNAL].evidence
        assert own.words.startswith("State Service Desk")
        assert "for 40 users and a year" in own.note
        assert "over the budget" in own.doubt
        assert {one.words.partition(",")[0] for one in found[Route.DIRECT_ORDER].evidence} == {
            "Harbor Service Desk", "Kestrel Service Desk"
        }  # fmt: skip
        assert "offering=" in found[Route.COMPARISON].evidence[0].url

    def test_the_cost_bears_the_levy_of_the_agreement(self, offered):
        need = stated_need(title="Service desk", users=40)
        before = {one.words: one.note for one in ways(need)[Route.DIRECT_ORDER].evidence}
        signed_framework(offered[0].vendor, levy_percent=Decimal(3))
        after = {one.words: one.note for one in ways(need)[Route.DIRECT_ORDER].evidence}
        [dearer] = [words for words in before if after[words] != before[words]]
        assert dearer.startswith("Harbor Service Desk")

    def test_what_is_not_counted_by_users_shows_the_price_of_what_is_counted(self):
        orderable_offering("Interpreters", plans=[{"unit": "minute", "price": Decimal("0.79")}])
        indexed()
        [offer] = ways(stated_need(title="Interpreters", budget_to=Decimal(1)))[Route.DIRECT_ORDER].evidence
        assert offer.note == "From $0.79 a minute; how much is needed is not known"
        assert offer.doubt == ""

    def test_where_nothing_fits_each_way_says_so_and_the_market_may_be_asked(self):
        found = ways(stated_need(title="Weather balloons"))
        for route in (Route.INTERNAL, Route.AGREEMENT, Route.DIRECT_ORDER, Route.COMPARISON, Route.MINI_COMPETITION):
            assert found[route].evidence == ()
            assert found[route].none
        assert "shows none that can be ordered" in found[Route.RFI].evidence[0].words
        assert found[Route.RFP].evidence

    def test_an_agreement_with_room_and_two_vendors_is_open_for_orders_and_for_a_competition(self, offered):
        agency = OrganisationFactory(level=Organisation.Level.STATE)
        framework = signed_framework(offered[0].vendor, offered[1].vendor)
        need = stated_need(title="Service desk", agency=agency)
        found = ways(need)
        assert framework.reference in found[Route.AGREEMENT].evidence[0].words
        assert "left" in found[Route.AGREEMENT].evidence[0].note
        assert found[Route.MINI_COMPETITION].evidence[0].note == "2 vendors"

    def test_the_agency_s_own_contract_stands_first(self, offered):
        contract = contract_with_order(offering=offered[0], vendor=offered[0].vendor)
        need = stated_need(title="Service desk", agency=contract.agency)
        assert contract.reference in ways(need)[Route.AGREEMENT].evidence[0].words

    @pytest.mark.parametrize(
        ("level", "data", "doubt"),
        [
            ("low", "personal", "Impact level Low; this data needs Moderate."),
            ("moderate", "personal", ""),
            ("moderate", "regulated", "Impact level Moderate; this data needs High."),
            ("", "regulated", "Impact level not stated; this data needs High."),
            ("", "public", ""),
        ],
    )
    def test_data_decides_which_impact_level_is_enough(self, level, data, doubt):
        assert level_doubt(Need(data_class=data), Offering(impact_level=level)) == doubt

    def test_twice_the_catalogue_asks_no_more(self, offered, django_assert_max_num_queries):
        need = stated_need(title="Service desk")
        for n in range(8):
            orderable_offering(f"Desk service {n}")
        indexed()
        with django_assert_max_num_queries(20):
            ways_for(need, on=TODAY)


class TestMoney:
    SPRING = Funding("Court grant", Decimal("40000"), datetime.date(2027, 1, 1), datetime.date(2027, 3, 31))

    def test_sources_are_kept_and_stand_in_the_trail(self):
        need = stated_need(funding=(self.SPRING, Funding("Own budget", Decimal("60000"))))
        assert [str(source) for source in need.funding.all()] == ["Court grant: 40000.00", "Own budget: 60000.00"]
        assert AuditEvent.objects.about(need).get().data["funding"] == {"Court grant": "40000", "Own budget": "60000"}

    @pytest.mark.parametrize(
        ("funding", "sentence"),
        [
            ((SPRING, SPRING), "stands there twice"),
            ((Funding("Levy", Decimal(0)),), "pays nothing"),
            ((Funding("Levy", Decimal(5), TODAY, TODAY - datetime.timedelta(days=1)),), "ends before it begins"),
        ],
    )
    def test_money_that_cannot_be_is_refused_and_nothing_is_kept(self, funding, sentence):
        agency = organisation_for(Role.REQUESTER)
        wish = Wish(title="x", outcome="y", users=1, funding=funding)
        with pytest.raises(InvalidInput, match=sentence):
            state_need(wish=wish, agency=agency, by=person(Role.REQUESTER, of=agency), now=noon)
        assert not Need.objects.exists()

    def test_money_that_comes_too_late_ends_too_early_or_is_too_little_is_said(self):
        summer = datetime.date(2027, 6, 1)
        late = Funding("Next budget", Decimal("1000"), datetime.date(2027, 7, 1))
        need = stated_need(wanted_on=summer, budget_from=Decimal("50000"), funding=(self.SPRING, late))
        assert money_notes(need) == [
            "The money named is $9,000.00 under the lowest budget.",
            "Court grant can be spent until Wed 31 Mar 2027, before it is needed.",
            "Next budget can be spent from Thu 1 Jul 2027 on, after it is needed.",
        ]
        assert money_notes(stated_need(funding=(self.SPRING,))) == []

    def test_the_database_keeps_what_was_stated(self):
        source = stated_need(funding=(self.SPRING,)).funding.get()
        for change in (lambda: source.delete(), lambda: type(source).objects.update(amount=1)):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_the_form_names_the_row_that_is_half_filled(self, client):
        agency = organisation_for(Role.REQUESTER)
        client.force_login(person(Role.REQUESTER, of=agency))
        answers = {"agency": agency.pk, "title": "Shorter waits", "outcome": "Less.", "users": "9", "source_1": "Levy"}
        refused = client.post("/needs/new/", answers)
        assert refused.status_code == 422
        assert "Enter how much Levy pays" in refused.content.decode()
        sent = answers | {"amount_1": "500", "until_1": "2027-06-30", "data_class": "personal"}
        page = client.post("/needs/new/", sent, follow=True).content.decode()
        assert "$500.00" in page
        assert "Personal: names" in page


class TestDeciding:
    def test_a_service_of_the_states_own_is_the_states_own(self, officer, offered):
        need = need_in_triage(by=officer)
        with pytest.raises(NotInternal):
            decide_need(need=need, route=Route.INTERNAL, reason="Ours.", offering=offered[0], by=officer, now=noon)
        need.refresh_from_db()
        assert need.status == Need.Status.IN_TRIAGE
        decided = decide_need(
            need=need, route=Route.INTERNAL, reason="Ours.", offering=offered[2], by=officer, now=noon
        )
        assert decided.leads_to_order

    @pytest.mark.parametrize("plan", [None, Plan("One desk", TODAY - datetime.timedelta(days=1)), Plan("", TODAY)])
    def test_a_competition_needs_a_public_title_and_a_day_to_come(self, officer, plan):
        need = need_in_triage(by=officer)
        with pytest.raises(NotPlanned):
            decide_need(need=need, route=Route.RFP, reason="No offer fits.", plan=plan, by=officer, now=noon)
        need.refresh_from_db()
        assert (need.status, need.planned_on) == (Need.Status.IN_TRIAGE, None)

    def test_the_database_refuses_a_competition_without_a_day(self):
        need = stated_need()
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=need.pk).update(route=Route.RFI)

    def test_the_officer_who_decides_reads_what_there_is_and_nobody_else_does(self, client, officer, offered):
        need = need_in_triage(by=officer, title="Service desk")
        client.force_login(officer)
        assert "State Service Desk" in client.get(need.get_absolute_url()).content.decode()
        client.force_login(need.stated_by)
        assert "State Service Desk" not in client.get(need.get_absolute_url()).content.decode()


class TestPipeline:
    @pytest.fixture
    def planned(self, officer):
        def make(title, route=Route.RFP, **details):
            need = need_in_triage(by=officer, **{"title": "Secret wish", "budget_to": Decimal("80000")} | details)
            plan = Plan(title, TODAY + datetime.timedelta(days=60))
            return decide_need(need=need, route=route, reason="No offer fits.", plan=plan, by=officer, now=noon)

        return make

    def test_everybody_reads_title_buyer_band_and_day_and_nothing_else(self, client, planned):
        need = planned("One contact centre for the state")
        page = client.get("/pipeline/").content.decode()
        for words in ("One contact centre", need.agency.name, "$50,000 to $250,000 a year", "Fri 22 Jan 2027"):
            assert words in page
        for hidden in ("Secret wish", "80,000", need.outcome, "No offer fits."):
            assert hidden not in page
            assert hidden not in client.get("/pipeline.csv").getvalue().decode()
            assert hidden not in client.get("/api/v1/pipeline").content.decode()
        assert client.get("/api/v1/pipeline").json()["items"][0]["about_how_much"] == "$50,000 to $250,000 a year"

    def test_what_is_not_for_competition_is_not_there(self, client, officer, planned):
        decide_need(need=need_in_triage(by=officer), route="not_pursued", reason="Bought.", by=officer, now=noon)
        stated_need()
        assert "Nothing is planned now" in client.get("/pipeline/").content.decode()

    def test_it_is_narrowed_by_words_and_kind(self, client, planned):
        planned("One contact centre"), planned("Ask about archives", Route.RFI)
        page = client.get("/pipeline/", {"way": "rfi"}).content.decode()
        assert "Ask about archives" in page
        assert "One contact centre" not in page
        assert "No plan fits" in client.get("/pipeline/", {"q": "ships"}).content.decode()
        assert client.get("/pipeline/", {"way": "odd"}).status_code == 422

    @pytest.mark.parametrize(
        ("low", "high", "band"),
        [
            (None, None, "Not stated"),
            (None, 49_999, "Under $50,000 a year"),
            (None, 50_000, "$50,000 to $250,000 a year"),
            (999_999, None, "$250,000 to $1 million a year"),
            (1, 1_000_000, "$1 million a year or more"),
        ],
    )
    def test_the_budget_is_a_band(self, low, high, band):
        assert Need(budget_from=low, budget_to=high).value_band == band

    def test_thirty_ask_as_much_as_one(self, client, planned, django_assert_max_num_queries):
        for n in range(8):
            planned(f"Plan {n}")
        client.get("/pipeline/")
        with django_assert_max_num_queries(5):
            client.get("/pipeline/")


class TestWhatThePolicyAllows:
    @pytest.mark.parametrize(
        ("budget", "closed"),
        [
            (Decimal(10_000), set()),
            (Decimal(100_000), {Route.RFP, Route.MINI_COMPETITION}),
            (Decimal("100000.01"), {Route.AGREEMENT, Route.DIRECT_ORDER, Route.MINI_COMPETITION}),
            (None, set()),
        ],
    )
    def test_a_way_that_the_policy_of_the_day_closes_for_the_budget_is_shown_with_the_reason(self, budget, closed):
        need = stated_need(title="Service desk", users=40, budget_to=budget)
        enacted_policy()
        found = ways(need)
        assert {way.route for way in found.values() if way.closed} == closed
        for route in closed:
            assert "Not allowed for" in found[route].closed
        assert not any(way.closed for way in ways_for(need, on=datetime.date(2026, 11, 9)))

    @pytest.mark.parametrize(("budget", "closed"), [(Decimal(100_000), True), (Decimal("100000.01"), False)])
    def test_a_need_is_not_decided_for_a_way_that_is_closed(self, budget, closed, officer):
        enacted_policy()
        need = need_in_triage(by=officer, budget_to=budget)
        plan = Plan("Help for visitors", datetime.date(2027, 2, 1))
        with pytest.raises(WayClosed, match="Not allowed for") if closed else nullcontext():
            decide_need(need=need, route=Route.RFP, reason="The market.", plan=plan, by=officer, now=noon)
        need.refresh_from_db()
        assert (need.status == Need.Status.DECIDED) is not closed
