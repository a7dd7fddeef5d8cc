"""What an agency's page shows, each part by a query of its own, however many rows lie behind it."""

import datetime
from typing import Any

from django.http import QueryDict

from contracts.service_levels.models import PeriodResult
from marketplace.clock import office_day
from marketplace.components.paging import page_of
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import allowed

from .added_figures import added_figures
from .history import SOURCES, events, history_of_agency
from .models import AgencyMeeting, Commitment, Complaint, Digest, Duty, FollowUp, Survey, SurveyAnswer, Thread
from .promise_steps import with_steps
from .queries import satisfaction
from .queries.answering import first_answers
from .queries.looking_after import history_of
from .queries.promises import scores
from .queries.running import levels_met, services_of, spent_of
from .queries.staff import staff_of

PEOPLE_SHOWN = 6
VOICES_SHOWN = 4
PROMISES_SHOWN = 8
EVENTS_SHOWN = 8
SERVICES_SHOWN = 6
ROLES_SHOWN = ("agency_admin", "approver", "requester")


def agency_context(agency: Organisation, user: Any, *, at: datetime.datetime) -> dict[str, Any]:
    """For the template; `agency` comes from `with_assignments`."""
    today = office_day(at)
    ours = {one.duty: one for one in agency.looked_after_by}  # type: ignore[attr-defined]
    members = Membership.objects.in_force(at=at).filter(organisation=agency, role__in=ROLES_SHOWN)
    asked = Survey.objects.filter(organisation=agency)  # colleagues read sums alone, from five answers on
    quarters = satisfaction.by_quarter(asked)
    promises = Commitment.objects.visible_to(user).filter(agency=agency)
    planned = AgencyMeeting.objects.visible_to(user).planned().filter(agency=agency).order_by("starts_at")
    services = services_of(agency, user, at=at)
    results = PeriodResult.objects.visible_to(user).filter(term__contract__agency=agency)
    said = SurveyAnswer.objects.visible_to(user).filter(survey__organisation=agency).exclude(comment="")
    spent = spent_of(agency, user, at=at)
    return {
        "agency": agency,
        "duties": [(duty, duty.label, ours.get(duty)) for duty in Duty],
        "manager": ours.get(Duty.MANAGER),
        "before": history_of(agency, before=today)[:PEOPLE_SHOWN],
        "people": members.select_related("user").order_by("role", "pk")[:PEOPLE_SHOWN],
        "figures": satisfaction.overall(asked, agency.name),
        "chart": satisfaction.quarter_chart(quarters[-5:], size="fit"),
        "voices": said.select_related("survey__organisation", "follow_up")[:VOICES_SHOWN],
        "to_follow": FollowUp.objects.visible_to(user).open().filter(answer__survey__organisation=agency).count(),
        "complaints": Complaint.objects.visible_to(user).open().filter(organisation=agency)[:PEOPLE_SHOWN],
        "promises": with_steps(promises.open().with_people()[:PROMISES_SHOWN], user),
        "scores": scores(promises, at=at),
        "answered": first_answers(Thread.objects.visible_to(user).filter(agency=agency), at=at),
        "next_meeting": planned.select_related("agency").first(),
        "today": today,
        "digest": Digest.objects.visible_to(user).filter(agency=agency).first(),
        "services": services[:SERVICES_SHOWN],
        "service_count": len(services),
        "levels": levels_met(results, at=at),
        "levels_statewide": levels_met(PeriodResult.objects.all(), at=at),
        "spent": spent,
        "staff": staff_of(agency, spent=spent, at=at),
        "added": added_figures(agency, user, at=at),
        "events": events(history_of_agency(agency, user, at=at)[:EVENTS_SHOWN]),
        "may_hold": allowed(user, "contracts.hold_meeting"),
        "may_promise": allowed(user, "contracts.make_commitment", agency),
        "may_assign": allowed(user, "contracts.assign_relationship"),
    }


def history_context(agency: Organisation, user: Any, asked: QueryDict, *, at: datetime.datetime) -> dict[str, Any]:
    """One page of the timeline, and its kinds with the address that adds or removes each. Two statements."""
    chosen = [key for key in SOURCES if key in asked.getlist("kind")]
    page = page_of(history_of_agency(agency, user, at=at, kinds=chosen), asked.get("page"))
    return {
        "agency": agency,
        "page": page,
        "events": events(page.object_list),
        "kinds": [(source, source.key in chosen) for source in SOURCES.values()],
        "now": at,
    }
