"""Orders by rank: the line, whose turn it is at which second, what each side sees, what happens at its end."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from contracts.frameworks.actions import CeilingReached
from contracts.frameworks.queries import room_in
from contracts.orders import tasks
from contracts.orders.actions import (
    AboveYourLimit,
    AnsweredByRank,
    LineChanged,
    LineIncomplete,
    NobodyMayApprove,
    OfferOver,
    Place,
    RouteClosed,
    accept_offer,
    accept_order,
    approve_order,
    cancel_order,
    decline_offer,
    draw_line,
    edit_draft,
    pass_on,
    submit_order,
)
from contracts.orders.models import CascadeOffer, Order
from contracts.orders.models.queryset import OrderQuerySet
from contracts.policies.actions import BandTerms
from contracts.policies.models import Route
from contracts.policies.queries import RouteTerms
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM
from tests.factories.cascades import (
    Ranks,
    a_second_before,
    at_another_price,
    lined_up,
    offer_to,
    offered_by_rank,
    ranks,
)
from tests.factories.contracts import MONDAY_NOON, drafted_order, funded, wanted
from tests.factories.frameworks import took_over
from tests.factories.policies import enacted_policy
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

FIRST, SECOND = Decimal("23575.50"), Decimal("26598.00")  # 100 users for a year at $19.50 and at $22.00, with the levy
THIRD = Decimal("18135.00")


def at(moment):
    return {"now": lambda: moment}


@world
def three():
    return ranks("22.00", "15.00")


@pytest.fixture
def order(three):
    return offered_by_rank(three)


def answer(order, rank, by, moment, *, reason=""):
    offer = offer_to(order, rank)
    if reason:
        return decline_offer(offer=offer, reason=reason, by=by, **at(moment))
    return accept_offer(offer=offer, by=by, **at(moment))


def standing(order):
    order.refresh_from_db()
    return order.status, order.vendor, order.total_value, room_in(order.framework_lot)


@pytest.mark.django_db
class TestTheLine:
    def test_the_dearest_offer_of_the_line_is_what_is_approved(self, three):
        order = lined_up(three)
        assert (order.route, order.vendor, order.total_value) == (Route.CASCADE, three.parties.vendor, FIRST)
        order = submit_order(order=order, version=order.version, by=three.parties.requester, **at(MONDAY_NOON))
        assert order.approval_value == SECOND
        order = approve_order(order=order, version=order.version, by=three.parties.approver, **at(MONDAY_NOON))
        assert room_in(order.framework_lot) == 600_000 - SECOND

    @pytest.mark.parametrize(("limit", "sent"), [(SECOND, True), (SECOND - Decimal("0.01"), False)])
    def test_a_limit_that_covers_only_the_first_is_not_enough(self, limit, sent):
        narrow = ranks("22.00", limit=limit)
        if sent:
            assert offered_by_rank(narrow).status == Order.Status.APPROVED
        else:
            with pytest.raises((NobodyMayApprove, AboveYourLimit)):
                offered_by_rank(narrow)
            assert Order.objects.get().status == Order.Status.DRAFT

    def test_a_successor_stands_in_the_line_at_the_rank_of_the_vendor_it_took_over(self, three):
        [_, second, third] = three.offerings
        took_over(second.vendor, by=third.vendor)
        chosen = [three.offerings[0], third]
        order = funded(drafted_order(three.parties), three.parties)
        places = [Place(one.vendor_id, one, one.plans.all()[0].code) for one in chosen]
        act = {"order": order, "lot": three.lot, "places": places, "version": order.version}
        line = draw_line(**act, by=three.parties.requester, **at(MONDAY_NOON)).line
        assert [(each.rank, each.vendor) for each in line.all()] == [(1, chosen[0].vendor), (2, third.vendor)]

    def test_it_names_every_vendor_of_the_lot_with_an_offer_or_a_reason(self, three):
        order = lined_up(three, left_out={1: "Its service is closed to new users."})
        assert (order.vendor, order.line.get(rank=1).left_out) == (
            three.offerings[1].vendor,
            "Its service is closed to new users.",
        )
        places = [Place(three.offerings[0].vendor_id, three.offerings[0], three.parties.plan.code)]
        with pytest.raises(LineIncomplete):
            draw_line(
                order=order, lot=three.lot, places=places, version=order.version, by=three.parties.requester,
                **at(MONDAY_NOON),
            )  # fmt: skip
        assert order.line.count() == 3

    def test_a_line_is_drawn_anew_where_the_draft_asks_for_something_else(self, three):
        order = lined_up(three)
        more = wanted(three.parties, quantity=120)
        order = edit_draft(
            order=order, wanted=more, version=order.version, by=three.parties.requester, **at(MONDAY_NOON)
        )
        assert (order.route, order.line.count()) == ("", 0)

    def test_a_price_that_changed_since_is_not_sent(self, three):
        order = lined_up(three)
        at_another_price(three.offerings[1], "30.00")
        with pytest.raises(LineChanged, match=r"\$26,598.00 then, \$36,270.00 now"):
            submit_order(order=order, version=order.version, by=three.parties.requester, **at(MONDAY_NOON))
        order.refresh_from_db()
        assert order.status == Order.Status.DRAFT

    def test_the_dearest_must_fit_the_ceiling(self):
        with pytest.raises(CeilingReached):
            lined_up(ranks("22.00", lot_ceiling=SECOND - 1))
        assert not CascadeOffer.objects.exists()

    def test_a_policy_that_closes_the_way_is_obeyed(self, three):
        enacted_policy(bands=[BandTerms(None, {Route.DIRECT_ORDER: RouteTerms()})])
        with pytest.raises(RouteClosed, match="Cascade by rank is not open"):
            lined_up(three)

    def test_the_database_keeps_the_line_as_it_was_sent(self, order):
        changes = (
            lambda: order.line.filter(rank=3).update(total_value=1),
            lambda: order.line.filter(rank=3).delete(),
            lambda: Order.objects.filter(pk=order.pk).update(total_value=1),
            lambda: Order.objects.filter(pk=order.pk).update(approval_value=1),
            lambda: CascadeOffer.objects.create(order=order, rank=4, vendor=order.agency, left_out="Late."),
        )
        for change in changes:
            with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
                change()


@pytest.mark.django_db
class TestWhoseTurnItIs:
    def test_the_first_accepts_and_the_others_never_learn_of_it(self, order, three):
        answer(order, 1, three.signatories[0], MONDAY_NOON)
        assert standing(order) == (Order.Status.ACCEPTED, three.parties.vendor, FIRST, 600_000 - FIRST)
        assert order.contract.value == FIRST
        assert not CascadeOffer.objects.visible_to(three.signatories[1]).exists()
        assert not Notification.objects.filter(recipient__in=three.signatories[1:]).exists()

    def test_a_decline_makes_it_the_next_one_s_turn_from_that_second(self, order, three):
        later = MONDAY_NOON + datetime.timedelta(hours=5)
        answer(order, 1, three.signatories[0], later, reason="We are full.")
        second = offer_to(order, 2)
        assert (second.opens_at, second.is_open(at=later)) == (later, True)
        assert standing(order)[1:3] == (three.offerings[1].vendor, SECOND)
        assert Notification.objects.filter(recipient=three.signatories[1]).count() == 1
        answer(order, 2, three.signatories[1], later)
        assert standing(order) == (Order.Status.ACCEPTED, three.offerings[1].vendor, SECOND, 600_000 - SECOND)
        assert order.contract.vendor == three.offerings[1].vendor

    @pytest.mark.parametrize("in_time", [True, False])
    def test_the_time_counts_to_the_second_whether_or_not_a_job_ran(self, order, three, in_time):
        expires_at = offer_to(order, 1).expires_at
        if in_time:
            answer(order, 1, three.signatories[0], a_second_before(expires_at))
            assert standing(order)[0] == Order.Status.ACCEPTED
            return
        with pytest.raises(OfferOver, match="ran out on"):
            answer(order, 1, three.signatories[0], expires_at)
        assert standing(order)[:2] == (Order.Status.APPROVED, three.parties.vendor)
        # No job ran, and yet it is the second one's turn.
        answer(order, 2, three.signatories[1], expires_at)
        assert standing(order)[:3] == (Order.Status.ACCEPTED, three.offerings[1].vendor, SECOND)
        assert offer_to(order, 1).answer == CascadeOffer.Answer.EXPIRED

    def test_the_job_records_and_tells_and_repeats_without_effect(self, order, three):
        first, second = offer_to(order, 1), offer_to(order, 2)
        for _ in range(2):
            pass_on(order=order, by=SYSTEM, **at(first.expires_at))
        assert standing(order)[:3] == (Order.Status.APPROVED, three.offerings[1].vendor, SECOND)
        assert Notification.objects.filter(recipient=three.signatories[1]).count() == 1
        assert AuditEvent.objects.filter(action="contracts.order.passed_on").count() == 1
        assert offer_to(order, 2).expires_at == second.expires_at
        assert list(CascadeOffer.objects.run_out(second.expires_at)) == [second]

    def test_where_nobody_is_left_the_agency_is_told_what_to_do(self, order, three, client):
        ended = offer_to(order, 3).expires_at
        pass_on(order=order, by=SYSTEM, **at(ended))
        assert standing(order)[::3] == (Order.Status.DECLINED, Decimal(600_000))
        told = Notification.objects.filter(recipient=three.parties.requester).latest("pk")
        assert "Start a new request in another way" in told.body
        client.force_login(three.parties.requester)
        assert "No vendor of the line took it" in client.get(order.get_absolute_url()).content.decode()

    def test_taken_back_it_is_nobody_s_turn(self, order, three):
        order = cancel_order(order=order, version=order.version, by=three.parties.requester, **at(MONDAY_NOON))
        with pytest.raises(OfferOver, match="taken the order back"):
            answer(order, 1, three.signatories[0], MONDAY_NOON)
        assert offer_to(order, 2).opens_at is None
        assert standing(order)[::3] == (Order.Status.CANCELLED, Decimal(600_000))

    def test_nobody_answers_for_another_or_past_the_line(self, order, three):
        with pytest.raises(PermissionDenied):
            answer(order, 1, three.signatories[1], MONDAY_NOON)
        with pytest.raises(OfferOver):
            answer(order, 2, three.signatories[1], MONDAY_NOON)
        with pytest.raises(AnsweredByRank):
            accept_order(order=order, version=order.version, by=three.signatories[0], **at(MONDAY_NOON))
        assert standing(order)[0] == Order.Status.APPROVED

    def test_an_answer_given_stands(self, order, three):
        answer(order, 1, three.signatories[0], MONDAY_NOON, reason="We are full.")
        with pytest.raises(OfferOver, match="answered it on"):
            answer(order, 1, three.signatories[0], MONDAY_NOON)
        with pytest.raises(ProgrammingError), transaction.atomic():
            order.line.filter(rank=1).update(answer="expired")

    def test_the_job_finds_what_has_run_out(self, order, monkeypatch):
        monkeypatch.setattr(tasks, "database_now", lambda: offer_to(order, 1).expires_at)
        deferred: list[dict] = []
        job = SimpleNamespace(batch_defer=lambda *jobs: deferred.extend(jobs))
        monkeypatch.setattr(tasks.app, "configure_task", lambda name: job)
        tasks.pass_orders_on(0)
        assert deferred == [{"order_id": order.pk}]


@pytest.mark.django_db
class TestScreens:
    @pytest.fixture
    def order(self, three):
        return offered_by_rank(three, at=timezone.now())

    def test_the_agency_draws_up_the_line_and_sees_it_whole(self, three, client):
        order = lined_up(three)
        client.force_login(three.parties.requester)
        way = client.get(f"{order.get_absolute_url()}way/").content.decode()
        assert "By rank under" in way
        sent = client.post(
            f"{order.get_absolute_url()}way/", {"version": order.version, "way": f"by-rank-{three.lot.pk}"}
        )
        assert sent["Location"].endswith(f"/line/?lot={three.lot.pk}")
        answers = {"version": order.version}
        for one in three.offerings:
            answers[f"offer_{one.vendor_id}"] = f"{one.pk}:{one.plans.all()[0].code}"
        answers[f"offer_{three.offerings[2].vendor_id}"] = ""
        refused = client.post(sent["Location"], answers)
        assert (refused.status_code, "is passed over" in refused.content.decode()) == (422, True)
        answers[f"left_out_{three.offerings[2].vendor_id}"] = "It does not speak to our system."
        assert client.post(sent["Location"], answers).status_code == 302
        page = client.get(f"{order.get_absolute_url()}check/").content.decode()
        assert "It does not speak to our system." in page

    def test_a_vendor_sees_its_own_offer_and_nothing_of_the_others(self, order, three, client):
        names = [one.vendor.name for one in three.offerings]
        answer(order, 1, three.signatories[0], timezone.now(), reason="We are full.")
        client.force_login(three.signatories[1])
        page = client.get(offer_to(order, 2).get_absolute_url()).content.decode()
        assert names[1] in page
        assert not any(name in page for name in (names[0], names[2], "We are full"))
        assert client.get(offer_to(order, 1).get_absolute_url()).status_code == 404
        assert client.get(order.get_absolute_url()).status_code == 404
        client.force_login(three.signatories[2])
        assert client.get(f"{order.get_absolute_url()}offers/3/").status_code == 404

    def test_the_vendor_declines_on_its_own_page(self, order, three, client):
        client.force_login(three.signatories[0])
        url = offer_to(order, 1).get_absolute_url()
        assert client.post(f"{url}decline/", {"version": 1, "reason": ""}).status_code == 422
        assert client.post(f"{url}decline/", {"version": 1, "reason": "Full."})["Location"] == url
        assert offer_to(order, 1).answer == "declined"
        assert "Declined" in client.get(url).content.decode()


def race(world: Ranks) -> tuple[Order, list[object]]:
    """The first one accepts in its last second while the job records the next."""
    order = offered_by_rank(world)
    expires_at = offer_to(order, 1).expires_at
    meet = meeting_clock()

    def clock(moment):
        def now():
            meet()
            return moment

        return now

    return order, at_once(
        lambda: accept_offer(offer=offer_to(order, 1), by=world.signatories[0], now=clock(a_second_before(expires_at))),
        lambda: pass_on(order=order, by=SYSTEM, now=clock(expires_at)),
    )


def test_an_acceptance_in_the_last_second_and_the_expiry_end_in_one_of_the_two(cloned_database):
    three = ranks("22.00")
    order, outcomes = race(three)
    order.refresh_from_db()
    first = offer_to(order, 1)
    accepted = order.status == Order.Status.ACCEPTED
    assert (first.answer, order.vendor == three.parties.vendor) == (
        ("accepted", True) if accepted else ("expired", False)
    )
    assert all(isinstance(outcome, Order | OfferOver) for outcome in outcomes), outcomes


def test_without_the_order_s_lock_only_the_database_stands_between_them(cloned_database, monkeypatch):
    monkeypatch.setattr(OrderQuerySet, "select_for_update", lambda orders, **options: orders)

    def the_database_refuses_one() -> bool:
        return any(isinstance(outcome, ProgrammingError) for outcome in race(ranks("22.00"))[1])

    assert goes_wrong(the_database_refuses_one)
