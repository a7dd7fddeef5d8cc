"""Orders under a framework agreement: which one, what they take of its ceilings, what is given back, where it goes."""

import datetime
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import ProgrammingError, transaction

from contracts.frameworks.actions import (
    AmendedTerms,
    BelowDrawn,
    CeilingReached,
    RunsTooLong,
    propose_framework_amendment,
)
from contracts.frameworks.forecast import Forecast, forecast
from contracts.frameworks.models import DrawDown
from contracts.frameworks.queries import room_in
from contracts.orders.actions import accept_order, approve_order, cancel_order, decline_order, run_order
from contracts.orders.models import Order
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import MONDAY_NOON, accepted_order, approved_order, submitted_order, trade
from tests.factories.exits import terminated
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import person
from tests.worlds import world

ORDER = Decimal("23575.50")


@world
def parties():
    return trade()


@pytest.mark.django_db
class TestOrdersUnderAnAgreement:
    def test_an_order_is_placed_under_the_newest_agreement_that_fits_and_counts_from_its_approval(self, parties):
        signed_framework(parties.vendor, starts_on=datetime.date(2026, 9, 1))
        newer = signed_framework(parties.vendor)
        full = signed_framework(parties.vendor, lot_ceiling=ORDER - 1, starts_on=datetime.date(2026, 11, 1))
        order = submitted_order(parties)
        assert order.framework_lot == newer.lots.get()
        assert room_in(order.framework_lot) == 600_000
        approve_order(order=order, version=order.version, by=parties.approver, now=lambda: MONDAY_NOON)
        assert room_in(order.framework_lot) == 600_000 - ORDER
        assert not full.lots.get().draw_downs.exists()

    @pytest.mark.parametrize(
        "changes",
        [
            {"levels": ["city"]},
            {"last_order_on": datetime.date(2026, 11, 22)},
            {"starts_on": datetime.date(2026, 11, 24)},
        ],
        ids=["not for this level", "closed the day before", "opens tomorrow"],
    )
    def test_where_no_agreement_is_open_to_both_the_standard_terms_hold(self, changes, parties):
        signed_framework(parties.vendor, **changes)
        signed_framework()  # of other vendors
        assert approved_order(parties).framework_lot is None
        assert not DrawDown.objects.exists()

    def test_a_named_member_orders_too(self, parties):
        framework = signed_framework(parties.vendor, levels=[], members=[parties.agency])
        assert submitted_order(parties).framework_lot.framework == framework

    @pytest.mark.parametrize(
        ("changes", "refusal", "says"),
        [
            ({"lot_ceiling": ORDER - Decimal("0.01")}, CeilingReached, r"\$23,575.49 is left .* \$23,575.50 in all"),
            (
                {"ends_on": datetime.date(2027, 11, 30), "last_order_on": datetime.date(2027, 6, 1)},
                RunsTooLong,
                "latest",
            ),
        ],
        ids=["a cent too much", "a day too long"],
    )
    def test_an_order_that_fits_no_agreement_is_not_sent_and_is_told_why(self, changes, refusal, says, parties):
        signed_framework(parties.vendor, **changes)
        with pytest.raises(refusal, match=says):
            submitted_order(parties)
        assert Order.objects.get().status == Order.Status.DRAFT

    def test_what_others_took_meanwhile_is_not_approved_again(self, parties):
        framework = signed_framework(parties.vendor, lot_ceiling=ORDER)
        first, second = submitted_order(parties), submitted_order(parties)
        act = {"by": parties.approver, "now": lambda: MONDAY_NOON}
        approve_order(order=first, version=first.version, **act)
        with pytest.raises(CeilingReached, match=r"\$0.00 is left"):
            approve_order(order=second, version=second.version, **act)
        second.refresh_from_db()
        assert (second.status, framework.lots.get().draw_downs.count()) == (Order.Status.SUBMITTED, 1)

    @pytest.mark.parametrize("way", ["cancelled", "declined"])
    def test_what_comes_to_nothing_gives_its_part_back(self, way, parties):
        signed_framework(parties.vendor, lot_ceiling=ORDER)
        order = approved_order(parties)
        if way == "cancelled":
            cancel_order(order=order, version=order.version, by=parties.requester, now=lambda: MONDAY_NOON)
        else:
            decline_order(
                order=order, reason="No.", version=order.version, by=parties.signatory, now=lambda: MONDAY_NOON
            )
        assert room_in(order.framework_lot) == ORDER
        assert accepted_order(parties).framework_lot == order.framework_lot

    @pytest.mark.parametrize(
        ("last_day_on", "used"),
        [(datetime.date(2027, 5, 31), Fraction(182, 365)), (datetime.date(2026, 12, 1), Fraction(1, 365))],
        ids=["half a year of the year it was for", "a day"],
    )
    def test_what_ends_early_keeps_what_was_used_and_gives_the_rest_back(self, last_day_on, used, parties):
        signed_framework(parties.vendor, lot_ceiling=ORDER)
        order = accepted_order(parties)
        assert (order.starts_on, order.ends_on) == (datetime.date(2026, 12, 1), datetime.date(2027, 12, 1))
        contract = terminated(order.contract, last_day_on=last_day_on)
        assert room_in(order.framework_lot) == 0
        run_order(order=order, by=SYSTEM, now=lambda: contract.ended_at)
        once = order.one_off_value
        kept = math.ceil((Fraction(ORDER - once) * used + Fraction(once)) * 100)
        left = ORDER - Decimal(kept) / 100
        assert room_in(order.framework_lot) == left
        run_order(order=order, by=SYSTEM, now=lambda: contract.ended_at)
        assert room_in(order.framework_lot) == left

    def test_a_late_acceptance_does_not_carry_it_past_the_end(self, parties):
        signed_framework(parties.vendor, ends_on=datetime.date(2027, 12, 1), last_order_on=datetime.date(2027, 6, 1))
        order = approved_order(parties)
        late = datetime.datetime(2026, 12, 2, 17, tzinfo=datetime.UTC)
        with pytest.raises(RunsTooLong):
            accept_order(order=order, version=order.version, by=parties.signatory, now=lambda: late)
        order.refresh_from_db()
        assert order.status == Order.Status.APPROVED

    def test_a_ceiling_is_not_amended_below_what_orders_took(self, parties):
        framework = signed_framework(parties.vendor, lot_ceiling=ORDER)
        approved_order(parties)
        lot = framework.lots.get()
        terms = AmendedTerms(framework.ceiling, framework.last_order_on, framework.ends_on, {lot.pk: ORDER - 1})
        said = {"grounds": "minor", "rationale": "Less.", "version": framework.version}
        with pytest.raises(BelowDrawn, match=r"\$23,575.50 of Cloud software already"):
            propose_framework_amendment(framework=framework, terms=terms, by=person(Role.CONTRACT_MANAGER), **said)
        assert not framework.amendments.exists()

    def test_the_database_refuses_more_than_the_ceiling_and_every_change_but_a_release(self, parties):
        lot = signed_framework(parties.vendor, lot_ceiling=ORDER).lots.get()
        approved_order(parties)
        more = {"lot": lot, "agency": parties.agency, "vendor": parties.vendor, "drawn_at": MONDAY_NOON}
        changes = (
            lambda: DrawDown.objects.create(reference="O-2026-9999", amount=Decimal("0.01"), **more),
            lambda: DrawDown.objects.update(amount=0),
            lambda: DrawDown.objects.all()._raw_delete("default"),
        )
        for change in changes:
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        assert [drawn.amount for drawn in DrawDown.objects.all()] == [ORDER]

    def test_the_page_shows_everybody_what_is_left_and_the_office_who_ordered(self, client, parties):
        framework = signed_framework(parties.vendor)
        order = approved_order(parties)
        public = client.get(framework.get_absolute_url()).content.decode()
        assert "$576,424.50" in public  # $600,000.00 of the lot less the order
        assert "Who ordered from whom" not in public
        client.force_login(person(Role.CONTRACT_MANAGER))
        assert str(parties.agency) in client.get(framework.get_absolute_url()).content.decode()
        client.force_login(parties.requester)
        assert framework.reference in client.get(order.get_absolute_url()).content.decode()
        client.force_login(parties.approver)
        other = submitted_order(parties)
        assert "$576,424.50 is left before it" in client.get(f"{other.get_absolute_url()}approve/").content.decode()


START, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "drawn", "expected"),
    [
        # 180 of 365 days gone, 90 drawn: 0.5 a day, 184 days to come.
        (datetime.date(2026, 6, 30), [(datetime.date(2026, 3, 1), 90)], Forecast(Decimal("182.00"), 180, None)),
        # The same pace against 150: full after 60 ÷ 0.5 = 120 days.
        (
            datetime.date(2026, 6, 30),
            [(datetime.date(2026, 3, 1), 90), (datetime.date(2025, 12, 1), 850)],
            Forecast(Decimal("1000.00"), 180, datetime.date(2026, 10, 28)),
        ),
        (datetime.date(2026, 1, 30), [(datetime.date(2026, 1, 2), 90)], None),
        (datetime.date(2026, 1, 31), [(datetime.date(2026, 1, 2), 30)], Forecast(Decimal("364.00"), 30, None)),
        (LAST, [(datetime.date(2026, 12, 1), 90)], None),
        (datetime.date(2026, 12, 1), [(datetime.date(2026, 2, 1), 90)], None),
    ],
    ids=["half way", "full before the end", "too early", "after 30 days", "on the last day", "nothing lately"],
)
def test_the_forecast_carries_on_the_pace_of_late(on, drawn, expected):
    amounts = [(day, Decimal(amount)) for day, amount in drawn]
    assert forecast(amounts, ceiling=Decimal(1000), starts_on=START, last_order_on=LAST, on=on) == expected
