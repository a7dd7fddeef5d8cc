"""My work: what waits for the person who is signed in, soonest first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from marketplace.components.working_days import office_calendar
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations

from .pipeline import pipeline_of
from .sources import next_steps
from .steps import dated
from .week import strip_of_days, summary

STEPS_SHOWN = 8


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    """The next steps, the days ahead, and where everything stands; `?all=1` shows every step."""
    at = timezone.now()
    organisations = list(Organisation.objects.filter(pk__in=own_organisations(request.user)).order_by("pk"))
    calendar = calendar_of(organisations[0], at=at) if organisations else office_calendar(at.year, at.year + 1)
    steps = next_steps(request.user, at=at)
    days = strip_of_days(steps, at=at, calendar=calendar)
    shown = steps if request.GET.get("all") == "1" else steps[:STEPS_SHOWN]
    context = {
        "at": at,
        "organisations": organisations,
        "summary": summary(steps, days, at=at),
        "days": days,
        "steps": [dated(step, at=at, calendar=calendar) for step in shown],
        "step_count": len(steps),
        "columns": pipeline_of(request.user, at=at),
        "notices": list(request.user.notifications.unread()[:3]),
    }
    return render(request, "workspace/workspace.html", context)
