"""While a competition runs, its buyer meets no vendor alone: a comparison of times."""

import datetime

import pytest

from marketplace.organisations.actions.quiet_periods import begin_quiet_period, end_quiet_period
from marketplace.organisations.actions.quiet_refusals import QuietNow, check_not_quiet
from marketplace.organisations.models import QuietPeriod
from tests.factories.marketplace import OrganisationFactory

pytestmark = pytest.mark.django_db
BEGINS = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
ENDS = BEGINS + datetime.timedelta(days=40)


def is_quiet(agency, at):
    try:
        check_not_quiet(agency=agency, at=at)
    except QuietNow as refusal:
        return str(refusal)
    return ""


def test_it_holds_from_the_publication_to_the_award_for_its_buyer_alone():
    buyer, other = OrganisationFactory(name="Department of Labor"), OrganisationFactory()
    told = {"reference": "RFP-2026-0001", "title": "Telematics", "address": "/opportunities/RFP-2026-0001/"}
    for _ in range(2):
        begin_quiet_period(agency=buyer, at=BEGINS, **told)
    assert not is_quiet(buyer, BEGINS - SECOND)
    assert "Ask in public instead: /opportunities/RFP-2026-0001/" in is_quiet(buyer, BEGINS)
    assert not is_quiet(other, BEGINS)
    for _ in range(2):
        end_quiet_period(reference="RFP-2026-0001", at=ENDS)
    assert is_quiet(buyer, ENDS - SECOND)
    assert not is_quiet(buyer, ENDS)
    assert QuietPeriod.objects.get().ends_at == ENDS
