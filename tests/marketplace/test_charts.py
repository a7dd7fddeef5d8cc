"""Charts put every figure where it belongs, also where the clocks change, and say the same in words."""

import datetime
import re
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from marketplace.components.charts import (
    Bar,
    Move,
    Part,
    Series,
    Span,
    SpanKind,
    Stack,
    TargetMonth,
    bar_chart,
    cost_bar,
    line_chart,
    meter,
    month_strip,
    move_chart,
    stack_chart,
    target_chart,
)
from marketplace.components.charts.bars import shortened
from marketplace.components.charts.marks import Dot, Path, Rect, Text
from marketplace.components.charts.months import HOUR, LEFT, TOP, day_pieces
from marketplace.components.charts.parts import cost_bar_marks, meter_marks
from marketplace.components.charts.scales import Scale, round_domain, round_step, spread

EASTERN = ZoneInfo("America/New_York")
ZONE = "America/New_York"


def at(text, fold=0):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=EASTERN, fold=fold)


def marks(chart, css):
    return [mark for mark in chart.marks if getattr(mark, "css", None) == css]


def strip(*spans, month=datetime.date(2026, 10, 1), **options):
    return month_strip(month=month, zone=ZONE, spans=spans, **options)


# Scales


@pytest.mark.parametrize(
    ("span", "most", "step"),
    [("0.297", 5, "0.1"), ("100", 5, "20"), ("1", 5, "0.2"), ("0.03", 5, "0.01"), ("7", 4, "2")],
)
def test_a_step_is_the_smallest_round_number_that_suffices(span, most, step):
    assert round_step(Decimal(span), most) == Decimal(step)


@pytest.mark.parametrize(
    ("values", "top", "ticks"),
    [
        (["99.703", "99.9"], "100", ["99.7", "99.8", "99.9", "100.0"]),
        (["100", "100"], "100", ["99.9", "100.0"]),
        (["0", "50"], "100", ["0", "20", "40", "60", "80", "100"]),
        (["3.8", "4.2"], None, ["3.8", "3.9", "4.0", "4.1", "4.2"]),
    ],
)
def test_an_axis_has_round_ticks_around_its_values(values, top, ticks):
    domain = round_domain([Decimal(v) for v in values], top=Decimal(top) if top else None)
    assert domain == tuple(Decimal(tick) for tick in ticks)


@pytest.mark.parametrize("low", ["0", "37.5", "88.123", "99.4999", "99.99", "99.999999"])
def test_an_axis_always_holds_its_values_and_never_has_more_than_six_ticks(low):
    ticks = round_domain([Decimal(low)], top=Decimal(100))
    assert ticks[0] <= Decimal(low)
    assert ticks[-1] >= 100
    assert len(ticks) <= 6


def test_what_lies_outside_a_scale_stays_at_its_edge():
    scale = Scale(Decimal(0), Decimal(10), 100, 0)
    assert [scale.at(Decimal(n)) for n in (-5, 0, 5, 10, 99)] == [100, 100, 50, 0, 0]


@pytest.mark.parametrize(
    ("heights", "placed"),
    [
        ([], []),
        ([10, 50], [10, 50]),
        ([10, 12, 13], [10, 24, 38]),
        ([90, 95, 99], [72, 86, 100]),
        ([10, 12, 98, 99], [10, 24, 86, 100]),
    ],
)
def test_names_stand_apart_and_stay_inside(heights, placed):
    assert spread(heights, lowest=100, least=14) == placed


# Month strip


def test_an_outage_stands_in_its_days_column_at_its_hour():
    chart = strip(Span(at("2026-10-07 09:12"), at("2026-10-07 10:26")))
    (outage,) = marks(chart, "ch-out")
    column = (784 - LEFT - 6) / 31
    assert outage.x == pytest.approx(LEFT + 6 * column)
    assert outage.y == pytest.approx(TOP + 9.2 * HOUR)
    assert outage.height == pytest.approx(74 / 60 * HOUR)


def test_the_shortest_outage_can_still_be_seen_and_stays_inside_its_day():
    chart = strip(Span(at("2026-10-07 23:59"), at("2026-10-08 00:00")))
    (outage,) = marks(chart, "ch-out")
    assert outage.height == 3
    assert outage.y + outage.height == pytest.approx(TOP + 24 * HOUR)


def test_an_outage_over_midnight_stands_in_two_columns():
    pieces = list(day_pieces(at("2026-10-07 22:30"), at("2026-10-09 01:00"), EASTERN))
    assert pieces == [
        (datetime.date(2026, 10, 7), 22.5, 24.0),
        (datetime.date(2026, 10, 8), 0.0, 24.0),
        (datetime.date(2026, 10, 9), 0.0, 1.0),
    ]


def test_the_hour_that_comes_twice_in_autumn_is_drawn_twice_at_its_clock_time():
    # 1:30 EDT to 1:10 EST: 40 minutes passed, while the clock went back.
    span = Span(at("2026-11-01 01:30"), at("2026-11-01 01:10", fold=1).astimezone(datetime.UTC))
    span = Span(span.start.astimezone(datetime.UTC), span.end)
    day = datetime.date(2026, 11, 1)
    pieces = list(day_pieces(span.start, span.end, EASTERN))
    assert [piece[0] for piece in pieces] == [day, day]
    assert pieces[0][1:] == pytest.approx((1.5, 2.0))
    assert pieces[1][1:] == pytest.approx((1.0, 1 + 10 / 60))
    assert span.minutes == 40


def test_the_hour_left_out_in_spring_takes_no_room_and_no_minutes():
    start = at("2026-03-08 01:30").astimezone(datetime.UTC)
    end = at("2026-03-08 03:30").astimezone(datetime.UTC)
    pieces = [piece[1:] for piece in day_pieces(start, end, EASTERN)]
    assert pieces[0] == pytest.approx((1.5, 2.0))
    assert pieces[1] == pytest.approx((3.0, 3.5))
    assert Span(start, end).minutes == 60


def test_a_whole_day_with_a_change_of_the_clocks_fills_its_column():
    start, end = at("2026-11-01 00:00").astimezone(datetime.UTC), at("2026-11-02 00:00").astimezone(datetime.UTC)
    pieces = list(day_pieces(start, end, EASTERN))
    assert sum(to - begins for _, begins, to in pieces) == pytest.approx(25)
    assert min(begins for _, begins, _ in pieces) == 0
    assert max(to for *_, to in pieces) == pytest.approx(24)


def test_what_lies_outside_the_month_is_left_out_or_cut():
    chart = strip(
        Span(at("2026-09-01 00:00"), at("2026-09-02 00:00")), Span(at("2026-09-30 23:00"), at("2026-10-01 01:00"))
    )
    (outage,) = marks(chart, "ch-out")
    assert (outage.y, outage.height) == (TOP, pytest.approx(HOUR))
    assert "1 counted outage, 60 min in all" in chart.title


@pytest.mark.parametrize(("month", "days"), [((2026, 2, 14), 28), ((2028, 2, 1), 29), ((2026, 11, 30), 30)])
def test_a_month_has_as_many_columns_as_days(month, days):
    chart = strip(month=datetime.date(*month))
    assert len(marks(chart, "ch-col")) + len(marks(chart, "ch-col--weekend")) == days


def test_service_hours_stand_on_working_days_only():
    hours = (datetime.time(8), datetime.time(18))
    chart = strip(hours=hours, off_days={datetime.date(2026, 10, 12)})
    assert len(marks(chart, "ch-hours")) == 21
    assert {band.height for band in marks(chart, "ch-hours")} == {10 * HOUR}
    assert chart.legend[-1].label == "Service hours, 08:00 to 18:00 on working days"


def test_service_hours_may_end_at_midnight():
    chart = strip(hours=(datetime.time(12), datetime.time(0)))
    assert {band.height for band in marks(chart, "ch-hours")} == {12 * HOUR}


def test_agreed_maintenance_is_hatched_and_not_counted():
    chart = strip(
        Span(at("2026-10-15 02:00"), at("2026-10-15 04:00"), SpanKind.MAINTENANCE),
        Span(at("2026-10-15 04:00"), at("2026-10-15 04:22")),
    )
    assert [mark.hatched for mark in chart.marks if isinstance(mark, Rect) and mark.hatched] == [True]
    assert chart.title == (
        "Outages in October 2026: 1 counted outage, 22 min in all; agreed maintenance of 120 min is not counted"
    )
    assert [row[3] for row in chart.table.rows] == ["No, agreed maintenance", "Yes"]
    assert f"hatch-{chart.chart_id}" in chart.svg()


def test_labels_of_outages_never_touch():
    spans = [Span(at(f"2026-10-{day:02d} 09:00"), at(f"2026-10-{day:02d} 09:{day + 10}")) for day in range(1, 29)]
    labels = sorted(mark.x for mark in marks(strip(*spans), "ch-bad ch-mid"))
    assert 5 <= len(labels) <= 10
    assert all(right - left > 60 for left, right in zip(labels, labels[1:], strict=False))
    assert labels[0] > 20
    assert labels[-1] < 764


def test_a_month_without_an_outage_says_so():
    chart = strip()
    assert chart.title == "Outages in October 2026: no counted outage"
    assert chart.table is None


# Target chart


def months(*values, target="99.9"):
    return [
        TargetMonth(f"M{n}", None if v is None else Decimal(v), None if v is None else Decimal(v) >= Decimal(target))
        for n, v in enumerate(values, start=1)
    ]


def test_met_months_are_dots_above_the_promise_and_missed_ones_diamonds_below():
    chart = target_chart(months("99.95", "99.703", "99.9"), target=Decimal("99.9"))
    (line,) = marks(chart, "ch-target")
    dots = [mark for mark in chart.marks if isinstance(mark, Dot)]
    (missed,) = [mark for mark in chart.marks if isinstance(mark, Path)]
    assert [dot.y < line.y1 for dot in dots] == [True, False]
    assert dots[1].y == line.y1
    assert float(re.search(r"M[\d.]+ ([\d.]+)l", missed.d)[1]) > line.y1
    assert [mark.words for mark in marks(chart, "ch-bad ch-end")] == ["99.703"]


def test_the_verdict_is_the_callers_and_the_label_is_rounded_down():
    chart = target_chart(months("99.8999999"), target=Decimal("99.9"))
    assert [mark.words for mark in marks(chart, "ch-bad")] == ["99.899"]
    assert chart.table.rows == (("M1", "99.899%", "99.9%", "Missed"),)


def test_a_month_without_enough_data_has_a_dash_not_a_figure():
    chart = target_chart(months("99.95", None), target=Decimal("99.9"))
    assert [mark.words for mark in marks(chart, "ch-mid ch-faint")] == ["–"]
    assert chart.table.rows[1] == ("M2", "–", "99.9%", "Not enough data")
    assert chart.title.endswith("1 of 2 months at or above the promised 99.9%; 1 without enough data")


def test_a_month_of_total_outage_still_fits():
    chart = target_chart(months("0", "99.95"), target=Decimal("99.9"))
    assert [mark.words for mark in marks(chart, "ch-end ch-faint")] == ["0", "20", "40", "60", "80", "100"]


def test_a_chart_without_months_is_refused():
    with pytest.raises(ValueError, match="month"):
        target_chart([], target=Decimal("99.9"))


# Bars, lines, parts


def test_bars_start_at_zero_and_keep_their_proportion():
    chart = bar_chart(
        [Bar("A", Decimal(40), "40%", "lead"), Bar("B", Decimal(10), "10%"), Bar("C", Decimal(0), "0%")],
        subject="Share",
        columns=("Vendor", "Share"),
    )
    widths = [mark.width for mark in chart.marks if isinstance(mark, Rect)]
    assert widths[0] == pytest.approx(4 * widths[1])
    assert widths[2] == 0
    assert chart.title == "Share: A 40%, B 10%, C 0%"


def test_bars_refuse_less_than_zero_and_nothing():
    for bars in ([], [Bar("A", Decimal(-1), "-1")]):
        with pytest.raises(ValueError, match="zero"):
            bar_chart(bars, subject="", columns=("", ""))


def test_a_long_label_is_cut_in_the_drawing_and_whole_in_the_table():
    name = "Department of Administrative and Financial Services"
    chart = bar_chart([Bar(name, Decimal(1), "1")], subject="s", columns=("a", "b"))
    (label,) = marks(chart, "ch-end")
    assert label.words == shortened(name)
    assert len(label.words) < 31
    assert chart.table.rows[0][0] == name


def line(*values, **options):
    return line_chart(
        [f"Q{n}" for n in range(1, len(values) + 1)],
        [Series("software", [None if v is None else Decimal(v) for v in values])],
        subject="Share",
        **options,
    )


def test_a_gap_in_a_line_stays_a_gap():
    (path,) = [mark for mark in line(1, None, 3, 4).marks if isinstance(mark, Path)]
    assert (path.d.count("M"), path.d.count("L")) == (2, 1)


def test_names_at_the_ends_of_lines_are_pushed_apart():
    series = [Series(name, [Decimal(1), Decimal(value)]) for name, value in (("a", "5"), ("b", "5"), ("c", "5.01"))]
    chart = line_chart(["x", "y"], series, subject="s")
    ys = sorted(mark.y for mark in marks(chart, "ch-strong ch-halo"))
    assert all(b - a >= 14 for a, b in zip(ys, ys[1:], strict=False))


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_line_without_a_value_is_refused(values):
    with pytest.raises(ValueError, match="value"):
        line(*values)


def test_a_single_period_is_a_dot():
    assert len([mark for mark in line(5).marks if isinstance(mark, Dot)]) == 1


def test_parts_fill_the_bar_with_gaps_and_share_a_scale_when_asked():
    parts = [Part("A", Decimal(30), 1), Part("B", Decimal(0), 2), Part("C", Decimal(70), 3)]
    alone = cost_bar_marks(parts, width=200, height=20)
    assert [(mark.x, mark.width) for mark in alone] == [(0, 59), (60, 139)]
    shared = cost_bar_marks(parts, width=200, height=20, out_of=Decimal(200))
    assert shared[-1].x + shared[-1].width == pytest.approx(99)
    with pytest.raises(ValueError, match="negative"):
        cost_bar_marks([Part("A", Decimal(-1), 1)], width=1, height=1)


def test_a_meter_is_filled_to_its_value_and_ticked_at_its_target():
    track, filled, tick = meter_marks(Decimal(75), target=Decimal(100), low=Decimal(50), high=Decimal(100))
    assert (track.width, filled.width, tick.x) == (120, 60, 118)


# As SVG and on a page


def test_words_from_outside_are_escaped():
    evil = "<script>alert(1)</script>"
    chart = bar_chart([Bar(evil[:20], Decimal(1), evil)], subject=evil, columns=(evil, evil))
    for svg in (chart.svg(), cost_bar([Part(evil, Decimal(1), 1)]), meter(Decimal(1), label=evil)):
        assert "<script" not in svg
        assert "&lt;script" in svg


def test_a_chart_on_a_page_has_a_name_a_region_a_legend_and_the_same_as_a_table():
    chart = strip(Span(at("2026-10-07 09:12"), at("2026-10-07 10:26"), evidence="18 failed checks"), caption="A day.")
    html = Template("{% load charts %}{% chart it %}").render(Context({"it": chart}))
    assert f'aria-labelledby="t{chart.chart_id}"><title id="t{chart.chart_id}">{chart.title}</title>' in html
    assert 'tabindex="0" role="region" aria-label="Outages in October 2026, chart"' in html
    assert "The same as a table, 1 row<" in html
    assert '<th scope="row">Wed 7 Oct, 09:12</th>' in html
    assert '<td data-label="Evidence">18 failed checks</td>' in html
    assert " style=" not in html


def test_text_of_a_chart_is_placed_with_one_decimal():
    assert Text(1 / 3, 2, "x", "c").svg("") == '<text x="0.3" y="2.0" class="c">x</text>'


BANDS = (("spread", Decimal(1_000)), ("moderate", Decimal(1_800)), ("concentrated", Decimal(4_000)))


def moves_of(*moves, bands=BANDS):
    return move_chart(
        moves, subject="Concentration", bands=bands, heads=("Kind", "Then", "Now"), show=lambda one: f"{one:,.0f}"
    )


def test_then_and_now_stand_on_one_axis_over_bands_that_are_named_below():
    chart = moves_of(Move("Telephony", Decimal(2_000), Decimal(1_000)), Move("Mail", Decimal(500)))
    then, now, alone = [mark for mark in chart.marks if isinstance(mark, Dot)]
    assert (then.css, now.css, alone.css) == ("ch-dot--open", "ch-dot", "ch-dot")
    assert alone.x < then.x < now.x
    assert [key.label for key in chart.legend] == ["spread", "moderate, from 1,000", "concentrated, from 1,800"]
    assert chart.table.rows == (("Telephony", "1,000", "2,000"), ("Mail", "–", "500"))
    beyond = moves_of(Move("Alone", Decimal(10_000)))
    assert "10,000" in [mark.words for mark in beyond.marks if isinstance(mark, Text)]
    assert "1,000" not in [mark.words for mark in beyond.marks if isinstance(mark, Text)]
    for wrong in ({"bands": ()}, {"bands": BANDS * 2}):
        with pytest.raises(ValueError, match="band"):
            moves_of(Move("Mail", Decimal(1)), **wrong)


def test_a_column_is_filled_to_a_hundred_and_one_without_anything_stays_empty():
    parts = ("used", "owned")
    chart = stack_chart([Stack("Q1", None), Stack("Q2", (Decimal(25), Decimal(75)))], parts, subject="How it is had")
    low, high = [mark for mark in chart.marks if isinstance(mark, Rect)]
    assert round(high.height / low.height, 3) == 3
    assert round(high.y + high.height, 3) == round(low.y, 3)
    assert chart.title == "How it is had: used 25%, owned 75% in Q2"
    assert chart.table.rows == (("Q1", "–", "–"), ("Q2", "25%", "75%"))
    with pytest.raises(ValueError, match="each with a share"):
        stack_chart([Stack("Q1", (Decimal(100),))], parts, subject="x")
