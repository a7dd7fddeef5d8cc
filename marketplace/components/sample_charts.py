"""One chart of each kind, for the component page: invented, fixed, as a view would build them."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from marketplace.components.charts import (
    Bar,
    Chart,
    Series,
    Span,
    SpanKind,
    TargetMonth,
    bar_chart,
    line_chart,
    month_strip,
    target_chart,
)
from marketplace.components.formats import percent_down

ZONE = "America/New_York"
FIGURES = (
    "99.962",
    "99.981",
    "99.94",
    "99.917",
    "99.871",
    "99.958",
    "",
    "99.934",
    "99.921",
    "99.948",
    "99.905",
    "99.703",
)
MONTHS = ("Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
PROMISED = Decimal("99.9")


def sample_charts() -> dict[str, Chart]:
    """By the names that the page uses."""
    return {"month": sample_month(), "target": sample_year(), "bars": sample_shares(), "lines": sample_quarters()}


def _at(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo(ZONE))


def sample_month() -> Chart:
    """Three outages, one of them past agreed maintenance, and a night without measurements."""
    return month_strip(
        month=datetime.date(2026, 10, 1),
        zone=ZONE,
        spans=[
            Span(_at(7, 9, 12), _at(7, 10, 26)),
            Span(_at(15, 2), _at(15, 4), SpanKind.MAINTENANCE, "No, maintenance agreed 8 Oct"),
            Span(_at(15, 4), _at(15, 4, 22), note="Yes, past the agreed window"),
            Span(_at(22, 13, 5), _at(22, 13, 41)),
            Span(_at(27, 21), _at(28, 3, 30), SpanKind.UNCOVERED),
        ],
        hours=(datetime.time(8), datetime.time(18)),
        off_days={datetime.date(2026, 10, 12)},
        caption="One column a day, midnight at the top. Availability counts all 24 hours.",
    )


def sample_year() -> Chart:
    """Twelve months, two missed, one without enough data."""
    months = []
    for label, figure in zip(MONTHS, FIGURES, strict=True):
        value = Decimal(figure) if figure else None
        months.append(TargetMonth(label, value, None if value is None else value >= PROMISED))
    return target_chart(
        months,
        target=PROMISED,
        caption="Availability a month, in percent. Months below the promised 99.9 are diamonds.",
    )


def sample_shares() -> Chart:
    """Three bars, the last for all others."""
    shares = (("Harborline Systems", "18.4", "lead"), ("Kestrel Desk", "9.1", ""), ("41 others", "42.4", "rest"))
    return bar_chart(
        [Bar(label, Decimal(share), f"{share}%", tone) for label, share, tone in shares],
        subject="Share of spend by vendor",
        columns=("Vendor", "Share"),
        finding="Two vendors receive 27.5% of spend.",
        caption="Share of 12 months’ spend.",
    )


def sample_quarters() -> Chart:
    """Three lines, one with a gap, and a goal."""
    return line_chart(
        ["Q1", "Q2", "Q3", "Q4"],
        [
            Series("software", [Decimal(share) for share in (27, 33, 38, 41)]),
            Series("platforms", [Decimal(share) for share in (15, 17, 18, 20)]),
            Series("owned", [Decimal(47), None, Decimal(32), Decimal(28)]),
        ],
        subject="How services are bought",
        show=lambda value: percent_down(value, 0),
        target=Decimal(35),
        target_name="goal 35%",
        finding="Software rose from 27% to 41% in a year.",
        caption="Share of spend by quarter. Dashed: the goal.",
    )
