"""Market reports, written and released the real way."""

from marketplace.permissions import Role
from rfp.market_reports.actions import release_market_report, write_market_report
from rfp.market_reports.models import MarketReport
from rfp.market_reports.queries import gathered_from
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import Kind
from tests.factories.marketplace import person
from tests.factories.solicitations import published_solicitation


def written_report(rfi: Solicitation | None = None, *, by=None, at=None, **details) -> MarketReport:
    """Every question with words, once no answer is taken any more."""
    rfi = rfi or published_solicitation(kind=Kind.RFI)
    words = {one.key: f"To {one.code} most say the same." for one in gathered_from(rfi)}
    told = {"summary": "The market can do it.", "words": words, "number": 0} | details
    by, at = by or person(Role.PROCUREMENT_OFFICER), at or rfi.bids_due_at
    return write_market_report(solicitation=rfi, by=by, now=lambda: at, **told)


def released_report(rfi: Solicitation | None = None, *, by=None, at=None, **details) -> MarketReport:
    """Released by a second officer."""
    report = written_report(rfi, at=at, **details)
    by, at = by or person(Role.PROCUREMENT_OFFICER), at or report.solicitation.bids_due_at
    return release_market_report(report=report, number=report.number, by=by, now=lambda: at)
