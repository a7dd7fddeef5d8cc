"""Records of a procurement that is over: awarded, with three bids, one of them partly confidential."""

import datetime
from types import SimpleNamespace

from marketplace.permissions import Role
from rfp.holds.actions import place_hold
from rfp.holds.models import LegalHold
from rfp.records.actions import ScheduleTerms, draft_schedule, enact_schedule, open_disclosure
from rfp.records.models import Disclosure, RetentionSchedule
from rfp.solicitations.models import Solicitation
from tests.factories.marketplace import person

YEARS = {"file": 7, "winning": 7, "others": 3, "answers": 3}
HOLDS_FROM = datetime.date(2026, 1, 2)


def drafted_schedule(*, by=None, holds_from=HOLDS_FROM, years=YEARS) -> RetentionSchedule:
    at = datetime.datetime(2025, 6, 2, 15, tzinfo=datetime.UTC)
    terms = ScheduleTerms("As the state archive asks.", holds_from, dict(years))
    return draft_schedule(terms=terms, by=by or person(Role.PROCUREMENT_OFFICER), now=lambda: at)


def enacted_schedule(**told) -> RetentionSchedule:
    """In force since long before anything in these tests, unless told otherwise."""
    schedule = drafted_schedule(**told)
    at = schedule.drafted_at + datetime.timedelta(days=7)
    return enact_schedule(schedule=schedule, by=person(Role.CIO), now=lambda: at)


def placed_hold(solicitation: Solicitation, *, by=None, at=None) -> LegalHold:
    by = by or person(Role.PROCUREMENT_OFFICER)
    told = {"now": lambda: at} if at else {}
    return place_hold(solicitation=solicitation, reason="A bidder went to court.", by=by, **told)


def opened_disclosure(case: SimpleNamespace, *, by=None, at=None) -> Disclosure:
    """Vendors may object from now on."""
    by, at = by or person(Role.PROCUREMENT_OFFICER), at or case.at
    told = {"asked_by": "The Franklin Courier", "wanted": "All bids."}
    return open_disclosure(solicitation=case.solicitation, by=by, now=lambda: at, **told)
