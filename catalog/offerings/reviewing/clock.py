"""The reviewers' two working days: a comparison of times, by the calendar of the broker office."""

import datetime

from wagtail.models import TaskState

from marketplace.business_time import BusinessCalendar, close_of_business
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation

REVIEW_WORKING_DAYS = 2


def office_calendar_at(at: datetime.datetime) -> BusinessCalendar:
    """The working calendar of the broker office around that time."""
    office = Organisation.objects.broker_offices().order_by("pk").first() or Organisation()
    return calendar_of(office, at=at)


def review_due_at(started_at: datetime.datetime, calendar: BusinessCalendar) -> datetime.datetime:
    """When a decision is due: close of business on the second working day after the day it was sent."""
    return close_of_business(started_at, REVIEW_WORKING_DAYS, calendar)


def is_overdue(state: TaskState, calendar: BusinessCalendar, *, at: datetime.datetime) -> bool:
    """Whether the decision was due at that time or before and has not been made."""
    waits = state.status == TaskState.STATUS_IN_PROGRESS
    return waits and review_due_at(state.started_at, calendar) <= at
