"""A vendor's business as a table that leaves Stoa: one row a figure, unrounded but for what stands for others."""

from collections.abc import Iterator

from ..figures_table import HEAD, Row, plain
from .page import Figures


def business_table(figures: Figures) -> Iterator[tuple[object, ...]]:
    """Head, then spend, contracts, promises, credits, satisfaction, invoices, what agencies will buy."""
    yield HEAD
    spent, before = figures.spent
    yield "Spend", "All", "12 months", plain(spent), "USD"
    yield "Spend", "All", "12 before", plain(before), "USD"
    for what, years in (("Agency", figures.by_agency), ("Kind of work", figures.by_kind)):
        for name in years[0]:
            yield f"Spend: {what}", name, "12 months", plain(years[0][name]), "USD"
            yield f"Spend: {what}", name, "12 before", plain(years[1][name]), "USD"
    for one in figures.held:
        yield (
            "Contract",
            one.reference,
            f"A year, up to and without {one.ends_on.isoformat()}",
            plain(one.yearly),
            "USD",
        )
    for level in figures.kept:
        yield "Promises", level.reference, "Months judged", level.judged, "months"
        yield "Promises", level.reference, "Months met", level.met, "months"
    for credit in figures.credits:
        yield "Credit", credit.reference, f"{credit.contract}, {credit.month:%Y-%m}", plain(credit.amount), "USD"
    yield from _voices(figures)
    for vendor in figures.vendors:
        yield "Invoices", vendor.name, "Open", vendor.open_count, "invoices"
        yield "Invoices", vendor.name, "Left to pay", plain(vendor.open_sum), "USD"
    for signal in figures.signals:
        yield "Agencies will buy", signal.name, "Agencies", signal.agencies, "agencies"
        yield "Agencies will buy", signal.name, "About, a year", plain(signal.yearly), "USD"


def _voices(figures: Figures) -> Iterator[Row]:
    for review in figures.reviews:
        yield "Reviews", review.name, "Reviews", review.count, "reviews"
        yield "Reviews", review.name, "The service", plain(review.service), "of 5"
        yield "Reviews", review.name, "Ordering and start", plain(review.ordering), "of 5"
    if figures.answers.is_shown:
        yield "Answers", "Agencies", "Answers", figures.answers.answered, "answers"
        yield "Answers", "Agencies", "Four or five of 5", plain(figures.answers.share), "percent"
