"""Nothing is ordered from a vendor in a lot of a framework agreement that it has not signed."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from contracts.comparisons.offers import of_lot
from contracts.frameworks.actions import (
    AmendedTerms,
    LotNotSigned,
    approve_framework_proposal,
    draw_down,
    keep_signed_version,
    propose_framework_amendment,
)
from contracts.frameworks.models import DrawDown, Framework
from contracts.frameworks.places import places_in
from contracts.orders.actions import Place, choose_way, draw_line, submit_order
from contracts.orders.models import CascadeOffer, Order
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from rfp.models import Invitation, Solicitation
from rfp.solicitations.actions import invite_vendors
from tests.factories.catalog import OfferingFactory, PlanFactory
from tests.factories.comparisons import started_comparison
from tests.factories.contracts import MONDAY_NOON, drafted_order, funded_order, submitted_order, trade
from tests.factories.frameworks import offered_framework, old_framework, signed_framework, signed_lot, took_over
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.solicitations import drafted_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db
SAYS = "has not signed .* yet, so nothing is ordered from it there. Nothing was done. Ask it to sign"


@world
def parties():
    return trade(limit=Decimal(500_000))


@world
def other():
    return OfferingFactory(orderable=True, plans=[PlanFactory.build(offering=None, price=Decimal("22.00"))])


@world
def lot(parties, other):
    """The first vendor has signed it, the vendor of the trade has not."""
    return signed_framework(other.vendor, parties.vendor, unsigned=[parties.vendor]).lots.get()


def at_noon():
    return MONDAY_NOON


def sign(lot, vendor):
    return signed_lot(lot.vendors.select_related("lot__lot", "vendor").get(vendor=vendor))


def drawn(lot, vendor, parties):
    return draw_down(
        lot=lot,
        reference="O-2026-9001",
        agency=parties.agency,
        vendor=vendor,
        amount=Decimal(100),
        ends_on=datetime.date(2027, 12, 31),
        by=SYSTEM,
        now=at_noon,
    )


class TestOrders:
    def test_no_order_is_placed_before_the_signature_and_the_screen_says_why(self, parties, lot, client):
        order = funded_order(parties)
        way = {"order": order, "lot": lot, "version": order.version, "by": parties.requester, "now": at_noon}
        with pytest.raises(LotNotSigned, match=SAYS):
            choose_way(**way)
        with pytest.raises(LotNotSigned):
            submit_order(order=order, version=order.version, by=parties.requester, now=at_noon)
        order.refresh_from_db()
        assert (order.status, order.route, order.framework_lot) == (Order.Status.DRAFT, "", None)
        client.force_login(parties.requester)
        page = client.get(f"{order.get_absolute_url()}way/").text
        assert "so nothing is ordered from it there" in page
        sign(lot, parties.vendor)
        assert choose_way(**way).framework_lot == lot
        assert "so nothing is ordered from it there" not in client.get(f"{order.get_absolute_url()}way/").text

    def test_nothing_counts_against_its_ceiling_in_the_database_too(self, parties, lot):
        with pytest.raises(LotNotSigned):
            drawn(lot, parties.vendor, parties)
        with pytest.raises(DatabaseError, match="has not signed its lot"), transaction.atomic():
            DrawDown.objects.create(
                lot=lot, reference="O-2026-9001", agency=parties.agency, vendor=parties.vendor, amount=100,
                drawn_at=MONDAY_NOON,
            )  # fmt: skip
        assert not DrawDown.objects.exists()
        sign(lot, parties.vendor)
        assert drawn(lot, parties.vendor, parties).vendor == parties.vendor

    def test_its_levy_is_not_reckoned_with_before(self, parties):
        framework = signed_framework(parties.vendor, unsigned=[parties.vendor], levy_percent=Decimal(2))
        assert drafted_order(parties).levy_percent == Decimal("0.75")
        sign(framework.lots.get(), parties.vendor)
        assert drafted_order(parties).levy_percent == Decimal(2)

    def test_the_ready_page_of_an_offering_follows_the_signature(self, parties, client):
        framework = signed_framework(parties.vendor, unsigned=[parties.vendor], levy_percent=Decimal(2))
        address = parties.offering.get_absolute_url()
        assert all("2% of" not in client.get(address).text for _ in range(2))
        sign(framework.lots.get(), parties.vendor)
        assert "2% of" in client.get(address).text

    def test_a_successor_orders_under_what_the_vendor_signed_that_it_took_over(self, parties, other, lot):
        later = OrganisationFactory(vendor=True)
        took_over(other.vendor, by=later)
        assert [(place.vendor, place.is_bound) for place in places_in(lot)] == [(later, True), (parties.vendor, False)]
        assert drawn(lot, later, parties).vendor == later

    def test_an_amendment_asks_for_a_signature_and_stops_no_order(self, parties, lot):
        sign(lot, parties.vendor)
        framework = Framework.objects.get(pk=lot.framework_id)
        said = {"grounds": "additional", "rationale": "A little more.", "version": framework.version}
        terms = AmendedTerms(framework.ceiling + 1, framework.last_order_on, framework.ends_on, {})
        by = person(Role.PROCUREMENT_OFFICER)
        proposal = propose_framework_amendment(framework=framework, terms=terms, by=by, **said)
        approve_framework_proposal(proposal=proposal, by=person(Role.CIO))
        assert submitted_order(parties).framework_lot == lot

    @pytest.mark.parametrize("kept", [False, True], ids=["no text kept", "its text kept since"])
    def test_an_agreement_from_before_lots_had_signatures_takes_orders_as_ever(self, parties, kept):
        framework = old_framework(parties.vendor)
        if kept:
            keep_signed_version(framework=framework, by=SYSTEM)
        assert submitted_order(parties).framework_lot == framework.lots.get()
        assert drawn(framework.lots.get(), parties.vendor, parties)

    def test_nobody_makes_an_old_one_of_it(self, lot):
        with pytest.raises(DatabaseError), transaction.atomic():
            Framework.objects.filter(pk=lot.framework_id).update(vendors_sign=False)


class TestByRank:
    def test_it_is_offered_no_order_by_rank_but_stands_in_the_line_with_the_reason(self, parties, other, client):
        lot = signed_framework(parties.vendor, other.vendor, unsigned=[other.vendor]).lots.get()
        order = funded_order(parties)
        places = [Place(one.vendor_id, one, one.plans.all()[0].code) for one in (parties.offering, other)]
        act = {"order": order, "lot": lot, "version": order.version, "by": parties.requester, "now": at_noon}
        with pytest.raises(LotNotSigned, match=SAYS):
            draw_line(**act, places=places)
        assert not CascadeOffer.objects.exists()
        client.force_login(parties.requester)
        page = client.get(f"{order.get_absolute_url()}line/?lot={lot.pk}").text
        assert "Has not signed this lot of the agreement yet." in page
        assert str(other.plans.all()[0].code) not in page
        line = draw_line(**act, places=[places[0], Place(other.vendor_id, left_out="It has not signed.")]).line
        assert [offer.left_out for offer in line.all()] == ["", "It has not signed."]


class TestComparisons:
    def test_its_offers_are_left_out_of_a_comparison_with_the_reason(self, parties, other, lot):
        third = OfferingFactory(orderable=True, plans=[PlanFactory.build(offering=None, price=Decimal("23.00"))])
        lot = signed_framework(
            parties.vendor, other.vendor, third.vendor, unsigned=[third.vendor], title="Of three"
        ).lots.get()
        comparison = started_comparison(parties, source=of_lot(lot))
        assert {one.offering for one in comparison.candidates.all()} == {parties.offering, other}
        assert comparison.left_out == [{"name": third.name, "because": "Its vendor has not signed this lot yet."}]


class TestMiniCompetitions:
    def test_who_has_signed_is_invited_and_nobody_else_by_hand(self, parties, other, lot):
        asked = drafted_solicitation(kind="mini_competition", framework_lot=lot)
        assert [row.vendor for row in asked.invitations.all()] == [other.vendor]
        by, invited = person(Role.PROCUREMENT_OFFICER), {other.vendor: "Signed.", parties.vendor: "Stands in it."}
        with pytest.raises(LotNotSigned, match=SAYS):
            invite_vendors(solicitation=asked, invited=invited, by=by)
        assert [row.vendor for row in asked.invitations.all()] == [other.vendor]
        sign(lot, parties.vendor)
        invite_vendors(solicitation=asked, invited=invited, by=by)
        assert asked.invitations.count() == 2

    def test_where_nobody_has_signed_none_is_begun(self, parties):
        lot = offered_framework(parties.vendor).lots.get()
        with pytest.raises(InvalidInput, match="No vendor has signed .* Ask the vendors to sign their lot"):
            drafted_solicitation(kind="mini_competition", framework_lot=lot)
        assert not Solicitation.objects.exists()
        assert not Invitation.objects.exists()
