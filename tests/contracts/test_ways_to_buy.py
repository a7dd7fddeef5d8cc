"""How a request is bought: the agreement chosen, what the policy of its day asks for, direct awards in public."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from contracts.orders.actions import (
    AboveYourLimit,
    ApprovedByYou,
    Award,
    AwardNotJustified,
    NobodyMayApprove,
    NotUnderThis,
    RouteClosed,
    Share,
    TooEarly,
    approve_order,
    cancel_order,
    choose_way,
    fund_order,
    return_order,
    submit_order,
)
from contracts.orders.models import OWN_SERVICE, Order
from contracts.orders.splitting import split_of
from contracts.orders.vehicles import ways_for
from contracts.policies.actions import BandTerms
from contracts.policies.models import Route
from contracts.policies.queries import RouteTerms, policy_on
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Substitution
from marketplace.permissions import Role
from tests.factories.contracts import (
    AWARD,
    MONDAY_NOON,
    approved_order,
    drafted_order,
    funded_order,
    submitted_order,
    trade,
)
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.policies import enacted_policy
from tests.worlds import world

pytestmark = pytest.mark.django_db
ORDER = Decimal("23575.50")
A_SECOND, A_DAY = datetime.timedelta(seconds=1), datetime.timedelta(days=1)


def at(moment):
    return {"now": lambda: moment}


def policy(**routes):
    """One band without an end; what is not named in it is closed."""
    return enacted_policy(bands=[BandTerms(None, {route: RouteTerms(*asked) for route, asked in routes.items()})])


@world
def parties():
    return trade()


class TestChoosing:
    def choose(self, parties, order, **way):
        return choose_way(order=order, version=order.version, by=parties.requester, **way, **at(MONDAY_NOON))

    def test_the_agreement_is_chosen_and_stays_chosen(self, parties):
        older = signed_framework(parties.vendor, starts_on=datetime.date(2026, 9, 1)).lots.get()
        signed_framework(parties.vendor)
        order = self.choose(parties, funded_order(parties), lot=older)
        assert (order.route, order.framework_lot) == (Route.DIRECT_ORDER, older)
        order = submit_order(order=order, version=order.version, by=parties.requester, **at(MONDAY_NOON))
        assert order.framework_lot == older

    def test_somebody_else_s_agreement_cannot_be_chosen(self, parties):
        order, foreign = funded_order(parties), signed_framework().lots.get()
        with pytest.raises(NotUnderThis):
            self.choose(parties, order, lot=foreign)
        order.refresh_from_db()
        assert order.framework_lot is None

    @pytest.mark.parametrize(
        "way", [{}, {"award": Award("", "Why")}, {"award": Award("whim", "Why")}, {"award": Award("trial", " ")}]
    )
    def test_a_choice_without_its_reason_is_refused(self, parties, way):
        signed_framework(parties.vendor)
        order = funded_order(parties)
        with pytest.raises(InvalidInput):
            self.choose(parties, order, **way)
        order.refresh_from_db()
        assert order.route == ""

    def test_a_direct_award_without_a_reason_is_not_sent(self, parties):
        order = drafted_order(parties)
        order = fund_order(
            order=order,
            shares=[Share("General fund", Decimal(100))],
            justification="Why.",
            version=1,
            by=parties.requester,
            **at(MONDAY_NOON),
        )
        with pytest.raises(AwardNotJustified):
            submit_order(order=order, version=order.version, by=parties.requester, **at(MONDAY_NOON))
        with pytest.raises(IntegrityError, match="direct_award_is_justified"), transaction.atomic():
            Order.objects.update(route="direct_award")
        assert Order.objects.get().status == Order.Status.DRAFT

    def test_the_state_s_own_service_is_no_purchase_from_the_market(self):
        own = trade(vendor=OrganisationFactory(broker=True), delivery_mode="internal")
        policy(competition=(2, 30))
        order = submitted_order(own)
        assert (order.route, order.policy, order.approvals_needed) == (OWN_SERVICE, None, 1)


class TestPolicy:
    def test_a_closed_way_is_refused_by_the_policy_of_the_day_it_is_sent(self, parties):
        policy(comparison=(1, 0), competition=(1, 30))
        before = datetime.datetime(2026, 11, 10, 5, tzinfo=datetime.UTC) - A_SECOND
        order = funded_order(parties, at=before)
        send = {"order": order, "version": order.version, "by": parties.requester}
        with pytest.raises(RouteClosed, match=r"not open for \$23,575.50.*Open are: desktop comparison, open comp"):
            submit_order(**send, **at(before + A_SECOND))
        assert submit_order(**send, **at(before)).policy is None

    def test_what_the_policy_asks_for_is_pinned_and_stands(self, parties):
        holding = policy(direct_award=(1, 5))
        order = submitted_order(parties)
        assert (order.policy, order.approvals_needed, order.decidable_at) == (holding, 1, MONDAY_NOON + 5 * A_DAY)
        for field, value in (("approvals_needed", 2), ("route", "cascade"), ("award_words", "Other"), ("policy", None)):
            with pytest.raises(ProgrammingError), transaction.atomic():
                Order.objects.update(**{field: value})

    @pytest.mark.parametrize(("before", "approves"), [(A_SECOND, False), (0 * A_SECOND, True)])
    def test_the_days_before_the_decision_count_to_the_second(self, parties, before, approves):
        policy(direct_award=(1, 5))
        order, moment = submitted_order(parties), MONDAY_NOON + 5 * A_DAY - before
        act = {"order": order, "version": order.version, "by": parties.approver}
        if approves:
            assert approve_order(**act, **at(moment)).status == Order.Status.APPROVED
        else:
            with pytest.raises(TooEarly, match="It can be approved from"):
                approve_order(**act, **at(moment))
            order.refresh_from_db()
            assert (order.status, order.approvals.count()) == (Order.Status.SUBMITTED, 0)


class TestSeveralApprovals:
    @pytest.fixture
    def second(self, parties):
        policy(direct_award=(2, 0))
        return person(Role.APPROVER, of=parties.agency, limit=Decimal(100_000))

    def approve(self, order, by):
        order.refresh_from_db()
        return approve_order(order=order, version=order.version, by=by, **at(MONDAY_NOON))

    def test_two_people_approve_where_the_policy_asks_for_two(self, parties, second):
        order = submitted_order(parties)
        assert order in Order.objects.waiting_for_approval_by(parties.approver)
        first = self.approve(order, parties.approver)
        assert (first.status, first.approved_by) == (Order.Status.SUBMITTED, None)
        assert order not in Order.objects.waiting_for_approval_by(parties.approver)
        assert order in Order.objects.waiting_for_approval_by(second)
        with pytest.raises(ApprovedByYou):
            self.approve(order, parties.approver)
        assert self.approve(order, second).status == Order.Status.APPROVED
        assert [one.approver for one in order.approvals.all()] == [parties.approver, second]

    def test_a_substitute_does_not_add_a_second_approval_to_the_first_one_s_limit(self, parties, second):
        stand_in = person(Role.REQUESTER, of=parties.agency)
        held = parties.approver.memberships.get()
        Substitution.objects.create(
            membership=held,
            substitute=stand_in,
            starts_at=MONDAY_NOON - 99 * A_DAY,
            ends_at=MONDAY_NOON + 9999 * A_DAY,
        )
        order = submitted_order(parties)
        self.approve(order, parties.approver)
        with pytest.raises(AboveYourLimit):
            self.approve(order, type(stand_in).objects.get(pk=stand_in.pk))
        assert order.approvals.count() == 1

    def test_a_returned_request_is_approved_anew(self, parties, second):
        order = submitted_order(parties)
        order = self.approve(order, parties.approver)
        order = return_order(
            order=order, reason="Fewer.", version=order.version, by=second, now=lambda: MONDAY_NOON + A_SECOND
        )
        order = submit_order(order=order, version=order.version, by=parties.requester, **at(MONDAY_NOON + A_DAY))
        assert self.approve(order, second).status == Order.Status.SUBMITTED

    def test_without_enough_approvers_it_is_not_sent(self, parties):
        policy(direct_award=(2, 0))
        with pytest.raises(NobodyMayApprove, match="Fewer than 2 people"):
            submitted_order(parties)
        assert Order.objects.get().status == Order.Status.DRAFT

    def test_the_database_refuses_an_approval_too_few(self, parties, second):
        order = submitted_order(parties)
        self.approve(order, parties.approver)
        with pytest.raises(ProgrammingError, match="as many people"), transaction.atomic():
            Order.objects.filter(pk=order.pk).update(status="approved", approved_by=second, approved_at=MONDAY_NOON)
        order.refresh_from_db()
        assert order.status == Order.Status.SUBMITTED


class TestSplitting:
    @pytest.fixture
    def banded(self):
        open_to_all = {route: RouteTerms() for route in Route}
        return enacted_policy(bands=[BandTerms(Decimal(50_000), open_to_all), BandTerms(None, open_to_all)])

    def test_purchases_that_pass_a_band_together_are_warned_of(self, parties, banded, client):
        first, second = submitted_order(parties), submitted_order(parties)
        assert first.split == second.split == {}
        third = submitted_order(parties)
        assert (third.split["number"], third.split["total"]) == (2, str(3 * ORDER))
        assert third.split["orders"] == [first.reference, second.reference]
        client.force_login(parties.approver)
        page = client.get(f"{third.get_absolute_url()}approve/").content.decode()
        assert "looks like a part of a larger purchase" in page
        assert "$70,726.50" in page

    def test_what_does_not_count(self, parties, banded):
        cancelled = submitted_order(parties)
        cancel_order(order=cancelled, version=cancelled.version, by=parties.requester, **at(MONDAY_NOON))
        submitted_order(parties, quantity=300)  # in a band above
        submitted_order(trade())  # of another agency, from another vendor
        order = submitted_order(parties)
        one_more = {"order": funded_order(parties), "policy": policy_on(MONDAY_NOON.date())}
        assert split_of(**one_more, at=MONDAY_NOON) is None
        submitted_order(parties)
        year = datetime.timedelta(days=365)
        assert split_of(**one_more, at=MONDAY_NOON + year).orders[0] == order.reference
        assert split_of(**one_more, at=MONDAY_NOON + year + A_SECOND) is None


class TestScreens:
    def test_the_step_shows_what_is_open_and_why_the_rest_is_not(self, client, parties):
        enacted_policy()
        fits = signed_framework(parties.vendor)
        full = signed_framework(parties.vendor, lot_ceiling=ORDER - 1)
        order = funded_order(parties)
        assert [option.lot.framework for option in ways_for(order, at=MONDAY_NOON).fitting] == [fits]
        client.force_login(parties.requester)
        page = client.get(f"{order.get_absolute_url()}way/").content.decode()
        for words in (fits.reference, full.reference, "is left for orders of", "Closed above $10,000 up to $100,000"):
            assert words in page
        answers = {"version": order.version, "way": "direct-award", "grounds": "", "words": ""}
        refused = client.post(f"{order.get_absolute_url()}way/", answers)
        assert (refused.status_code, "Choose why nobody else is asked" in refused.content.decode()) == (422, True)
        sent = client.post(f"{order.get_absolute_url()}way/", answers | {"way": str(fits.lots.get().pk)})
        assert sent["Location"] == f"{order.get_absolute_url()}check/"
        assert fits.reference in client.get(sent["Location"]).content.decode()

    def test_where_nothing_is_open_the_step_says_what_to_do(self, client, parties):
        order = funded_order(parties)
        policy(competition=(1, 30))
        client.force_login(parties.requester)
        page = client.get(f"{order.get_absolute_url()}way/").content.decode()
        assert "No way is open that starts from one offering" in page

    def test_the_public_reads_direct_awards_from_their_approval_on(self, client, parties, django_assert_num_queries):
        waiting = submitted_order(parties)
        assert waiting.reference not in client.get("/direct-awards/").content.decode()
        award = approved_order(parties)
        cancel_order(order=award, version=award.version, by=parties.requester, **at(MONDAY_NOON))
        for _ in range(2):
            approved_order(parties)
        with django_assert_num_queries(7):
            page = client.get("/direct-awards/").content.decode()
        assert "3 direct awards" in page
        assert AWARD.words in page
        lines = client.get("/direct-awards.csv?grounds=only_one").getvalue().decode().splitlines()
        assert (len(lines), "only_one" in lines[1]) == (4, True)
        assert client.get("/direct-awards/?grounds=trial").context["page"].paginator.count == 0
        assert client.get("/direct-awards/?grounds=whim").status_code == 422
        listed = client.get("/api/v1/direct-awards").json()["items"]
        assert {row["reason"] for row in listed} == {"only_one"}
        assert listed[-1]["status"] == "cancelled"
