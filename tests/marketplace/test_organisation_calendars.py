"""An organisation's own hours decide when something is due."""

import datetime

import pytest

from marketplace.business_time import add_working_days
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import BusinessHours
from tests.factories.marketplace import OrganisationFactory

MONDAY_NOON = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def three_days_after_monday(organisation):
    return add_working_days(MONDAY_NOON, 3, calendar_of(organisation, at=MONDAY_NOON))


def test_without_hours_of_its_own_the_office_week_counts_without_federal_holidays():
    friday_after_thanksgiving = datetime.datetime(2026, 11, 27, 17, tzinfo=datetime.UTC)
    assert three_days_after_monday(OrganisationFactory()) == friday_after_thanksgiving


def test_own_closed_days_and_short_weeks_count():
    organisation = OrganisationFactory()
    BusinessHours.objects.create(
        organisation=organisation,
        weekly=[[["08:00", "12:00"], ["13:00", "17:00"]]] * 4 + [[], [], []],
        closed_days={"2026-11-24": "Founders’ Day"},
    )
    calendar = calendar_of(organisation, at=MONDAY_NOON)
    assert calendar.hours_on(datetime.date(2026, 11, 24)) == ()
    assert len(calendar.hours_on(datetime.date(2026, 11, 25))) == 2
    # Tuesday is closed, Thursday a federal holiday, Friday never worked: Wednesday, Monday, Tuesday.
    assert three_days_after_monday(organisation) == datetime.datetime(2026, 12, 1, 17, tzinfo=datetime.UTC)


def test_a_body_that_keeps_no_federal_holidays_works_through_them():
    organisation = OrganisationFactory()
    hours = BusinessHours(organisation=organisation, weekly=[[["08:00", "17:00"]]] * 5 + [[], []], public_holidays="")
    hours.save()
    assert three_days_after_monday(organisation) == datetime.datetime(2026, 11, 26, 17, tzinfo=datetime.UTC)
