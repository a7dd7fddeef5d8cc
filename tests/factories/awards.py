"""Awards, led through the real actions from a concluded evaluation on."""

import datetime
from types import SimpleNamespace

from marketplace.permissions import Role
from rfp.awards.actions import approve_award, conclude_award, file_challenge, propose_award
from rfp.awards.models import Award, Challenge
from tests.factories.evaluation import POINTS, concluded_panel, opened_procurement, stays
from tests.factories.marketplace import person

DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
STARTS_ON, ENDS_ON = datetime.date(2027, 3, 1), datetime.date(2030, 3, 1)


def judged_procurement(points=POINTS, **details) -> SimpleNamespace:
    """Harborline first, Aldgate second, Tidewick below a minimum; an approver and a judge who were not involved."""
    return judge(opened_procurement(**details), points)


def judge(case: SimpleNamespace, points=POINTS) -> SimpleNamespace:
    """The result of what was opened is frozen."""
    case.panel = concluded_panel(case, points=points)
    case.lot.refresh_from_db()
    case.second = person(Role.PROCUREMENT_OFFICER)
    case.judge = person(Role.CIO)
    return case


def proposed_award(case: SimpleNamespace, *, by=None, at=None) -> Award:
    told = {"by": by or case.officer, "now": stays(at or case.at)}
    return propose_award(lot=case.lot, reason="First of the ranking.", **told)


def approved_award(case: SimpleNamespace, *, at=None) -> Award:
    """Announced; the standstill runs."""
    return approve_award(award=proposed_award(case, at=at), by=case.second, now=stays(at or case.at))


def concluded_award(case: SimpleNamespace):
    """The contract waits for its signatures."""
    award = approved_award(case)
    return conclude_award(
        award=award, starts_on=STARTS_ON, ends_on=ENDS_ON, by=case.second, now=stays(award.standstill_ends_at)
    )


def filed_challenge(award: Award, case: SimpleNamespace, *, name="Aldgate Lines", at=None) -> Challenge:
    return file_challenge(
        award=award,
        vendor=case.vendors[name],
        grounds="Section 2 of our proposal was not read.",
        by=case.bidders[name],
        now=stays(at or award.approved_at),
    )
