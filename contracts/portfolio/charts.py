"""The charts of the portfolio, each from figures that are known already; none where there is nothing to draw."""

from collections.abc import Sequence
from decimal import Decimal

from marketplace.components.charts import Bar, Chart, Move, Stack, bar_chart, move_chart, stack_chart
from marketplace.components.formats import number

from .arithmetic import CONCENTRATED_ABOVE, MODERATE_FROM, ZERO, Band, share
from .queries.ages import PARTS, AgeView, Quarter
from .queries.spend import Cell, Concentration, vendors_of

BARS, LINES = 8, 6
TOP = Decimal(4_000)
BANDS = (("spread", Decimal(MODERATE_FROM)), ("moderate", Decimal(CONCENTRATED_ABOVE)), ("concentrated", TOP))


def vendor_chart(cells: Sequence[Cell]) -> Chart | None:
    """Who receives the spend of twelve months; None where there is none."""
    paid = sorted(((name, sum_) for name, sum_ in vendors_of(cells).items() if sum_ > 0), key=lambda row: -row[1])
    total = sum((amount for _, amount in paid), ZERO)
    if not total:
        return None
    tones = ["lead", *[""] * BARS]
    bars = [
        Bar(name, amount, _percent(amount, total), tone)
        for (name, amount), tone in zip(paid[:BARS], tones, strict=False)
    ]
    first = sum((amount for _, amount in paid[:BARS]), ZERO)
    if rest := paid[BARS:]:
        amount = total - first
        bars.append(Bar(f"{len(rest)} other{'s' if len(rest) > 1 else ''}", amount, _percent(amount, total), "rest"))
    many = min(len(paid), BARS)
    finding = (
        f"{many} vendors receive {_percent(first, total)} of spend." if rest else f"{many} vendors receive all of it."
    )
    caption = "Share of the spend of twelve whole months: charges, and payments outside Stoa."
    return bar_chart(
        bars, subject="Share of spend by vendor", columns=("Vendor", "Share"), finding=finding, caption=caption
    )


def thin_chart(categories: Sequence[Concentration]) -> Chart | None:
    """The index of the kinds of work on which most is spent; None where nothing is."""
    known = [one for one in categories if one.index is not None][:LINES]
    if not known:
        return None
    moves = [Move(one.name, one.index or ZERO, one.index_before) for one in known]
    many = sum(one.band == Band.CONCENTRATED for one in known)
    return move_chart(
        moves,
        subject="Concentration of spend by kind of work",
        bands=BANDS,
        heads=("Kind of work", "A year before", "Now"),
        show=lambda value: f"{value:,.0f}",
        finding=f"{many} of {len(known)} are concentrated.",
        caption="Sum of the squared shares of vendors; the open dot is the year before.",
    )


def age_chart(view: AgeView) -> Chart | None:
    """Old systems by count and by cost; None where no system is known."""
    ages = view.ages
    rows = [("By count", ages.old_share), ("By cost", ages.old_cost_share)]
    bars = [Bar(label, part, f"{part:.1f}%") for label, part in rows if part is not None]
    if not bars:
        return None
    return bar_chart(
        bars,
        subject="Systems in use for over seven years",
        columns=("Counted", "Share"),
        finding=f"{number(ages.old)} of {number(ages.count)} systems are in use for over seven years.",
        caption="Share by count, of those whose first day is known, and by cost a year.",
    )


def adoption_chart(quarters: Sequence[Quarter]) -> Chart | None:
    """What is had as a service, over time; None where no cost is known."""
    known = [one for one in quarters if one.as_a_service is not None]
    if not known:
        return None
    first, last = known[0], known[-1]
    moved = f"As a service {first.as_a_service:.0f}% in {first.label}, {last.as_a_service:.0f}% in {last.label}."
    return stack_chart(
        [Stack(one.label, one.shares) for one in quarters],
        PARTS,
        subject="Cost a year by how systems are had",
        finding=moved,
        caption="Share of the yearly cost of the systems in use on the last day of each quarter.",
    )


def _percent(amount: Decimal, total: Decimal) -> str:
    return f"{share(amount, total):.1f}%"
