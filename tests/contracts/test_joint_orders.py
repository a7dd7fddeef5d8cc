"""Joint orders: shares that make the whole, each approved within its agency's limits, counted each for its own."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from contracts.frameworks.models import DrawDown
from contracts.frameworks.queries import room_in
from contracts.orders.actions import (
    AboveYourLimit,
    Part,
    SharesDoNotFit,
    accept_order,
    approve_order,
    approve_share,
    cancel_order,
    refuse_share,
    share_order,
    submit_order,
)
from contracts.orders.models import JointShare, Order
from contracts.orders.models.queryset import OrderQuerySet
from marketplace.permissions import Role
from tests.factories.contracts import MONDAY_NOON, funded_order, trade
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import OrganisationFactory, person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

ORDER, LEAD, PARTNER = Decimal("23575.50"), Decimal("14145.30"), Decimal("9430.20")
Status = Order.Status


def at(moment=MONDAY_NOON):
    return {"now": lambda: moment}


@world
def parties():
    traders = trade(limit=LEAD)
    signed_framework(traders.vendor, lot_ceiling=Decimal(50_000))
    return traders


@world
def partner(parties):
    return person(Role.APPROVER, of=OrganisationFactory(), limit=PARTNER)


def agency_of(user):
    return user.memberships.get().organisation


def shared(parties, partner, *, lead=60, other=40, measure="percent", **changes):
    order = funded_order(parties, **changes)
    parts = [
        Part(parties.agency, **{measure: Decimal(lead) if measure == "percent" else lead}),
        Part(agency_of(partner), **{measure: Decimal(other) if measure == "percent" else other}),
    ]
    return share_order(order=order, parts=parts, version=order.version, by=parties.requester, **at())


def send(order, parties):
    order.refresh_from_db()
    return submit_order(order=order, version=order.version, by=parties.requester, **at())


def share_of(order, user) -> JointShare:
    return order.shares.select_related("order", "agency").get(agency=agency_of(user))


def approve(order, parties):
    order.refresh_from_db()
    return approve_order(order=order, version=order.version, by=parties.approver, **at())


@pytest.mark.django_db
class TestShares:
    def test_each_approves_its_own_and_the_vendor_hears_of_it_with_the_last(self, client, parties, partner):
        order = send(shared(parties, partner), parties)
        assert (order.approval_value, share_of(order, partner).amount) == (LEAD, PARTNER)
        order = approve(order, parties)
        assert (order.status, DrawDown.objects.count()) == (Status.SUBMITTED, 0)
        order = approve_share(share=share_of(order, partner), by=partner, **at())
        assert (order.status, order.approved_by) == (Status.APPROVED, parties.approver)
        drawn = DrawDown.objects.standing().values_list("agency", "amount")
        assert dict(drawn) == {parties.agency.pk: LEAD, agency_of(partner).pk: PARTNER}
        assert room_in(order.framework_lot) == 50_000 - ORDER
        order = accept_order(order=order, version=order.version, by=parties.signatory, **at())
        assert order.contract.value == ORDER
        found = client.get("/contracts/", {"agency": agency_of(partner).slug})
        assert order.contract.reference in found.content.decode()

    def test_the_order_of_the_approvals_does_not_matter(self, parties, partner):
        order = send(shared(parties, partner, lead=60, other=40, measure="quantity"), parties)
        approve_share(share=share_of(order, partner), by=partner, **at())
        assert approve(order, parties).status == Status.APPROVED

    @pytest.mark.parametrize(
        ("lead", "other", "measure"),
        [(60, 39, "percent"), (60, 41, "percent"), (60, 39, "quantity"), (100, 0, "percent")],
    )
    def test_shares_make_exactly_the_whole(self, parties, partner, lead, other, measure):
        with pytest.raises(SharesDoNotFit):
            shared(parties, partner, lead=lead, other=other, measure=measure)
        assert not JointShare.objects.exists()

    def test_cents_that_do_not_divide_are_the_lead_s(self, partner):
        wide = trade()
        partners = [person(Role.APPROVER, of=OrganisationFactory(), limit=10**6) for _ in range(2)]
        order = funded_order(wide, quantity=1, months=1)  # $19.65
        parts = [Part(wide.agency, Decimal("33.34"))]
        parts += [Part(agency_of(one), Decimal("33.33")) for one in partners]
        order = share_order(order=order, parts=parts, version=order.version, by=wide.requester, **at())
        order = send(order, wide)
        assert [share.amount for share in order.shares.all()] == [Decimal("6.57"), Decimal("6.54"), Decimal("6.54")]

    def test_a_refusal_gives_the_order_back_and_new_shares_are_approved_anew(self, parties, partner):
        order = send(shared(parties, partner), parties)
        approve(order, parties)
        order = refuse_share(share=share_of(order, partner), reason="Half of it is enough.", by=partner, **at())
        assert (order.status, "Half of it is enough." in order.reason) == (Status.RETURNED, True)
        parts = [Part(parties.agency, Decimal(80)), Part(agency_of(partner), Decimal(20))]
        parties.approver.memberships.update(delegation_limit=ORDER)
        order = share_order(order=order, parts=parts, version=order.version, by=parties.requester, **at())
        later = MONDAY_NOON.replace(hour=18)
        order = submit_order(order=order, version=order.version, by=parties.requester, **at(later))
        assert {share.decision for share in order.shares.all()} == {""}
        assert approve_share(share=share_of(order, partner), by=partner, **at(later)).status == Status.SUBMITTED
        again = type(parties.approver).objects.get(pk=parties.approver.pk)
        order.refresh_from_db()
        order = approve_order(order=order, version=order.version, by=again, **at(later))
        assert order.status == Status.APPROVED

    def test_a_share_above_the_limit_is_not_approved(self, parties, partner):
        small = person(Role.APPROVER, of=agency_of(partner), limit=PARTNER - Decimal("0.01"))
        order = send(shared(parties, partner), parties)
        with pytest.raises(AboveYourLimit, match=r"\$9,430.20"):
            approve_share(share=share_of(order, partner), by=small, **at())
        with pytest.raises(PermissionDenied):
            approve_share(share=share_of(order, partner), by=parties.approver, **at())
        assert share_of(order, partner).decision == ""

    def test_a_partner_without_an_approver_or_a_right_to_buy_is_told_of_before_it_is_sent(self, parties, partner):
        poor = person(Role.APPROVER, of=OrganisationFactory(), limit=1)
        outsider = person(Role.APPROVER, of=OrganisationFactory(level="city"), limit=10**6)
        for other, says in ((poor, "Nobody at"), (outsider, "may not buy under")):
            order = shared(parties, other)
            with pytest.raises(SharesDoNotFit, match=says):
                send(order, parties)
            order.refresh_from_db()
            assert order.status == Status.DRAFT

    def test_taken_back_each_share_gives_its_part_back(self, parties, partner):
        order = send(shared(parties, partner), parties)
        approve_share(share=share_of(order, partner), by=partner, **at())
        order = approve(order, parties)
        cancel_order(order=order, version=order.version, by=parties.requester, **at())
        assert room_in(order.framework_lot) == 50_000

    def test_the_database_keeps_shares_and_approves_nothing_without_a_partner(self, parties, partner):
        order = approve(send(shared(parties, partner), parties), parties)
        tries = (
            lambda: Order.objects.filter(pk=order.pk).update(
                status="approved", approved_by=parties.approver, approved_at=MONDAY_NOON
            ),
            lambda: order.shares.update(percent=50),
            lambda: order.shares.all().delete(),
        )
        for each in tries:
            with pytest.raises(ProgrammingError), transaction.atomic():
                each()

    def test_on_the_pages_of_all(self, client, parties, partner):
        order = shared(parties, partner)
        client.force_login(parties.requester)
        url = order.get_absolute_url()
        answers = {"version": order.version, "measure": "percent", "share_0": "70", "agency_1": agency_of(partner).pk}
        assert client.post(f"{url}shares/", answers).status_code == 422
        client.force_login(partner)
        assert client.get(url).status_code == 404
        order = send(order, parties)
        page = client.get(url).content.decode()
        assert "Approve your share" in page
        slug = agency_of(partner).slug
        assert client.get(f"{url}shares/{slug}/refuse/").status_code == 200
        assert client.post(f"{url}shares/{slug}/refuse/", {"version": 1, "reason": ""}).status_code == 422
        assert client.post(f"{url}shares/{slug}/approve/", {"version": 1}).status_code == 302
        assert client.get(f"{url}shares/{slug}/approve/").status_code == 409
        assert order in Order.objects.visible_to(partner)


def race(parties):
    """The lead's approver and the partner's approve at the same moment: the last of the two completes it."""
    partner = person(Role.APPROVER, of=OrganisationFactory(), limit=10**6)
    signed_framework(parties.vendor)
    order = send(shared(parties, partner), parties)
    clock = meeting_clock()
    return order, at_once(
        lambda: approve_order(order=order, version=None, by=parties.approver, now=clock),
        lambda: approve_share(share=share_of(order, partner), by=partner, now=clock),
    )


def test_two_approvals_at_once_complete_the_order_once(cloned_database):
    order, outcomes = race(trade())
    order.refresh_from_db()
    assert all(isinstance(outcome, Order) for outcome in outcomes), outcomes
    assert (order.status, DrawDown.objects.standing().count()) == (Status.APPROVED, 2)


def test_without_the_order_s_lock_each_would_wait_for_the_other(cloned_database, monkeypatch):
    monkeypatch.setattr(OrderQuerySet, "select_for_update", lambda orders, **options: orders)

    def each_waits_for_the_other() -> bool:
        order, _ = race(trade())
        order.refresh_from_db()
        return (order.status, DrawDown.objects.filter(reference=order.reference).count()) == (Status.SUBMITTED, 0)

    assert goes_wrong(each_waits_for_the_other)
