"""Needs, stated the real way."""

import datetime

from marketplace.permissions import Role
from rfp.needs.actions import Wish, state_need, take_up_need
from rfp.needs.models import Need
from tests.factories.marketplace import organisation_for, person

MONDAY_NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)


def stated_need(*, by=None, agency=None, at=MONDAY_NOON, **changes) -> Need:
    """A need that waits for the office."""
    agency = agency or organisation_for(Role.REQUESTER)
    wish = Wish(**{"title": "Shorter waits", "outcome": "Callers wait less than two minutes.", "users": 180} | changes)
    return state_need(wish=wish, agency=agency, by=by or person(Role.REQUESTER, of=agency), now=lambda: at)


def need_in_triage(*, by=None, at=MONDAY_NOON, **details) -> Need:
    """A need that an officer has taken up."""
    need = stated_need(at=at, **details)
    return take_up_need(need=need, by=by or person(Role.PROCUREMENT_OFFICER), now=lambda: at)
