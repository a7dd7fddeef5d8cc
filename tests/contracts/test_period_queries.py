"""What screens show of a month: outages and why they count, twelve months, and each figure with its inputs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts.models import ServiceLevelTerm
from contracts.orders.models import Order
from contracts.orders.service_clock import look_up_beginnings, service_begins_at
from contracts.service_levels.actions import approve_exclusion, request_exclusion
from contracts.service_levels.arithmetic.windows import Interval, month_window
from contracts.service_levels.queries import ledger, month_view, source_line, twelve_months
from contracts.service_levels.queries.evidence import seen_in
from marketplace.components.charts.months import SpanKind
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    PERIOD,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.worlds import world

NIGHT = (june(14, 2), june(14, 4))
OVERRUN = (june(14, 2), june(14, 4, 22))
MORNING = (june(7, 13, 12), june(7, 14, 26))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def contract():
    return contract_with_order()


@world
def term(contract):
    return term_of(contract)


def agreed_maintenance(term):
    start, end = NIGHT
    vendor, agency = (
        person(Role.SIGNATORY, of=term.contract.vendor),
        person(Role.AGENCY_ADMIN, of=term.contract.agency),
    )
    asked_at = june(8, 12)
    exclusion = request_exclusion(
        term=term, kind="maintenance", starts_at=start, ends_at=end, reason="Storage", by=vendor, now=lambda: asked_at
    )
    return approve_exclusion(exclusion=exclusion, by=agency, now=lambda: asked_at)


def shown(view):
    return [(span.kind, span.start, span.end, span.note, span.evidence) for span in view.spans]


def test_a_month_shows_counted_outages_agreed_maintenance_and_the_overrun(term, contract):
    exclusion = agreed_maintenance(term)
    loaded(term, steady(JUNE, JULY, MORNING, OVERRUN))
    result = closed(term)
    view = month_view(contract, PERIOD)
    assert view.result == result
    assert shown(view) == [
        (SpanKind.OUTAGE, *MORNING, "Yes", "1 failed check"),
        (SpanKind.MAINTENANCE, *NIGHT, "No, maintenance agreed 8 Jun 2026", exclusion.reference),
        (SpanKind.OUTAGE, NIGHT[1], OVERRUN[1], "Yes, past the agreed window", "1 failed check"),
    ]
    assert [batch.rows for batch in view.evidence] == [125]
    assert view.failed_checks == 2


def test_gaps_are_shown_as_not_measured_and_short_outages_are_counted_apart():
    contract = contract_with_order(level={"minimum_outage_minutes": 5})
    term = term_of(contract)
    rows = steady(JUNE, june(12), (june(7), june(7) + timedelta(minutes=4))) + steady(june(14), JULY)
    loaded(term, rows)
    closed(term)
    view = month_view(contract, PERIOD)
    assert shown(view) == [(SpanKind.UNCOVERED, june(13, 2), june(14), "No, not measured", "")]
    assert (view.short_outages, view.short_minutes) == (1, 4)


def test_a_month_that_is_not_closed_shows_what_is_agreed_for_it(term, contract):
    agreed_maintenance(term)
    view = month_view(contract, PERIOD)
    assert view.result is None
    assert [span.kind for span in view.spans] == [SpanKind.MAINTENANCE]


def test_a_service_level_that_is_not_promised_is_not_found(contract):
    with pytest.raises(ServiceLevelTerm.DoesNotExist):
        month_view(contract, PERIOD, "speed")


def test_twelve_months_leave_a_gap_where_nothing_was_measured(term, contract, django_assert_max_num_queries):
    loaded(term, steady(june(1) - timedelta(days=31), JULY, MORNING))
    for period in (date(2026, 4, 1), date(2026, 5, 1), PERIOD):
        closed(term, period=period)
    with django_assert_max_num_queries(2):
        year = twelve_months(contract, until=PERIOD)
    assert [month.label for month in year.months[-3:]] == ["Apr", "May", "Jun"]
    assert [month.met for month in year.months] == [None] * 10 + [True, False]
    assert (year.met, len(year.measured)) == (1, 2)
    # 74 minutes of 61 days.
    assert year.uptime_percent == pytest.approx(Decimal(100) * (61 * 1440 - 74) / (61 * 1440))


def test_the_number_of_statements_does_not_grow_with_revisions(term, contract, django_assert_max_num_queries):
    loaded(term, steady(JUNE, JULY, MORNING))
    closed(term)
    for number in range(3):
        loaded(term, steady(JUNE, JULY, (june(20 + number), june(20 + number, 2))), source=f"monitor-{number}")
        closed(term, at=CLOSED_AT + timedelta(hours=number + 1))
    with django_assert_max_num_queries(9):
        view = month_view(contract, PERIOD)
    assert (view.result.revision, len(view.evidence)) == (4, 4)


def test_the_ledger_of_a_missed_month_walks_from_agreed_time_to_the_credit(term, contract):
    exclusion = agreed_maintenance(term)
    loaded(term, steady(JUNE, JULY, MORNING, OVERRUN))
    rows = [(row.what, row.how, row.value) for row in ledger(closed(term))]
    order = contract.orders.get().reference
    assert rows == [
        ("Agreed service time", "30 days of 24 hours", "43,200 min"),
        ("Less agreed exclusions", exclusion.reference, "− 120 min"),
        ("Time that counts", "convention A: exclusions leave both sides of the fraction", "43,080 min"),
        ("Of it measured", "43,200 ÷ 43,200; 95% are needed", "100%"),
        ("Counted downtime", "2 outages, 2 failed checks", "96 min"),
        ("Availability", "(43,080 − 96) ÷ 43,080, rounded down", "99.777%"),
        ("Without exclusions", "the same, had nothing been agreed not to count", "99.5%"),
        ("Promised", "compared with the figure before rounding", "99.9%"),
        ("Credit step reached", "below 99.9% and at least 99%: 10% (below 99%: 25%, below 95%: 100%)", "10%"),
        ("Fee of the month", f"124 × $100.00 a user and month, order {order}", "$12,400.00"),
        ("Service credit", "10% of the fee", "$1,240.00"),
    ]


def test_the_ledger_of_a_month_without_data_says_so(term):
    rows = {row.what: row.value for row in ledger(closed(term))}
    assert rows["Availability"] == "Not measured"
    assert rows["Of it measured"] == "0%"
    assert "Service credit" not in rows


def test_the_ledger_of_convention_b_keeps_exclusions_in_the_fraction():
    contract = contract_with_order(level={"convention": "B"})
    term = term_of(contract)
    agreed_maintenance(term)
    loaded(term, steady(JUNE, JULY, OVERRUN))
    rows = {row.what: row for row in ledger(closed(term))}
    assert rows["Time that counts"].value == "43,200 min"
    assert rows["Availability"].how == "(43,200 − 22) ÷ 43,200, rounded down"
    assert "Service credit" not in rows


def test_a_credit_at_its_cap_says_so():
    contract = contract_with_order(level={"credit_cap": Decimal(5)})
    term = term_of(contract)
    loaded(term, steady(JUNE, JULY, MORNING))
    last = ledger(closed(term))[-1]
    assert (last.how, last.value) == ("capped at 5% of the fee", "$620.00")


def test_the_source_line_names_formula_monitor_moment_and_fingerprint(term):
    loaded(term, steady(JUNE, JULY))
    result = closed(term)
    assert source_line(result) == [
        "Formula version 1, revision 1",
        "Measured by probe--desk, coverage 100%",
        "Computed 3 Jul 2026 by Stoa",
        f"Fingerprint of the inputs {result.inputs_sha256[:12]}",
    ]


def test_a_file_that_reaches_out_of_the_month_says_the_same_of_it_as_one_that_does_not():
    month = month_window(PERIOD, "UTC")
    outage, last = (june(7, 13, 12), june(7, 14, 26)), june(30, 18)
    inside, reaching = (term_of(contract_with_order()) for _ in range(2))
    loaded(inside, steady(june(1), last, outage))
    before, after = june(1) - timedelta(days=9), last + timedelta(days=2)
    loaded(reaching, steady(before, after, outage, (before, june(1) - timedelta(days=8))))
    of_month, of_more = (seen_in(term, month) for term in (inside, reaching))
    assert (of_month.down, of_month.failed_checks) == (of_more.down, of_more.failed_checks)
    assert of_month.covered == (Interval(june(1), last),)
    assert of_more.covered == (month,)


def test_when_services_began_is_put_together_once_for_all_service_levels_of_a_month(term, monkeypatch):
    contract, asked = term.contract, []
    look_up_beginnings([contract])
    monkeypatch.setattr(Order.objects, "filter", lambda **question: asked.append(question))
    assert service_begins_at(contract) is None
    assert asked == []
