"""Agencies that nobody looks after, meetings and promises, surveys, low ratings to follow up, and complaints."""

from django.db.models import Q, QuerySet

from contracts.relationships.models import AgencyMeeting, Commitment, Complaint, Duty, FollowUp, Survey
from contracts.relationships.queries.looking_after import without_manager
from contracts.relationships.queries.promises import not_met
from marketplace.clock import office_day
from marketplace.organisations.models import Organisation
from marketplace.permissions import AGENCY_ROLES, BROKER_ROLES, VENDOR_ROLES, Role, holds

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def agencies_without_manager(reader: Reader) -> QuerySet[Organisation]:
    """Agencies with people in Stoa and no manager in the role, by name."""
    return without_manager(at=reader.at).order_by("sort_name", "pk")


def tell_agency(agency: Organisation, reader: Reader) -> Step:
    return Step(
        what="Give a relationship manager to",
        reference=agency.name,
        url=f"/agencies/{agency.slug}/",
        why="Its people have nobody whom they know by name.",
        button="Open the agency",
        since=agency.created_at,
    )


AGENCIES_WITHOUT_MANAGER = Source(
    "agencies-without-manager",
    "agency without a manager",
    "agencies without a manager",
    frozenset({Role.CHIEF_CUSTOMER_OFFICER, Role.CIO}),
    agencies_without_manager,
    tell_agency,
)


def surveys_to_answer(reader: Reader) -> QuerySet[Survey]:
    """Of the reader's own, the first to end first."""
    own = Survey.objects.filter(person=reader.user).open(at=reader.at)
    return own.select_related("organisation").order_by("expires_at", "pk")


def tell_survey(survey: Survey, reader: Reader) -> Step:
    return Step(
        what="Say how content you are",
        reference=survey.get_moment_display(),
        url=survey.get_absolute_url(),
        why=f"One click is enough. It is about {survey.about}.",
        button="Answer",
        due=survey.expires_at,
        since=survey.asked_at,
    )


SURVEYS_TO_ANSWER = Source(
    "surveys-to-answer",
    "survey to answer",
    "surveys to answer",
    AGENCY_ROLES | VENDOR_ROLES,
    surveys_to_answer,
    tell_survey,
)


def outcomes_to_judge(reader: Reader) -> QuerySet[FollowUp]:
    """What came of the reader's own ratings, until they are asked again."""
    own = FollowUp.objects.filter(answer__survey__person=reader.user).to_be_judged(on=office_day(reader.at))
    return own.with_answers().order_by("ask_again_on", "pk")


def tell_outcome(follow_up: FollowUp, reader: Reader) -> Step:
    return Step(
        what="Confirm or contest",
        reference="what came of your rating",
        url=follow_up.get_absolute_url(),
        about=follow_up.answer.survey.about,
        why=follow_up.outcome,
        button="Open it",
        since=follow_up.closed_at,
    )


OUTCOMES_TO_JUDGE = Source(
    "outcomes-to-judge",
    "outcome to confirm or contest",
    "outcomes to confirm or contest",
    AGENCY_ROLES | VENDOR_ROLES,
    outcomes_to_judge,
    tell_outcome,
)


def follow_ups_to_do(reader: Reader) -> QuerySet[FollowUp]:
    """The reader's own and those of the whole office; calls first, by their deadline."""
    mine = FollowUp.objects.open().filter(Q(owner=reader.user) | Q(owner__isnull=True))
    return mine.with_answers().order_by("-status", "due_at", "pk")


def tell_follow_up(follow_up: FollowUp, reader: Reader) -> Step:
    survey, to_call = follow_up.answer.survey, follow_up.status == FollowUp.Status.OPENED
    return Step(
        what="Speak with" if to_call else "Close the follow-up with",
        reference=str(survey.person),
        url=follow_up.get_absolute_url(),
        about=str(survey.organisation),
        why=f"A rating of {follow_up.answer.rating} of 5 about {survey.about}.",
        button="Open the follow-up",
        mark="Call due" if to_call else "",
        due=follow_up.due_at if to_call else None,
        since=follow_up.opened_at if to_call else follow_up.contacted_at,
    )


FOLLOW_UPS_TO_DO = Source(
    "follow-ups-to-do",
    "follow-up of a low rating",
    "follow-ups of low ratings",
    frozenset({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),
    follow_ups_to_do,
    tell_follow_up,
)


def complaints_to_move(reader: Reader) -> QuerySet[Complaint]:
    """For managers what the office has to do next; for chief customer officers what is contested."""
    status = Complaint.Status
    wanted: list[str] = [status.RECEIVED, status.ACKNOWLEDGED, status.ASSESSED, status.INVESTIGATING]
    if not holds(reader.user, {Role.RELATIONSHIP_MANAGER}):
        wanted = []
    if holds(reader.user, {Role.CHIEF_CUSTOMER_OFFICER}):
        wanted += [status.RECEIVED, status.ESCALATED]
    return Complaint.objects.filter(status__in=wanted).select_related("organisation").order_by("raised_at", "pk")


def tell_complaint(complaint: Complaint, reader: Reader) -> Step:
    received = complaint.status == Complaint.Status.RECEIVED
    escalated = complaint.status == Complaint.Status.ESCALATED
    return Step(
        what="Acknowledge" if received else "Decide finally on" if escalated else "Go on with",
        reference=complaint.reference,
        url=complaint.get_absolute_url(),
        about=complaint.title,
        why=f"A complaint of {complaint.organisation}: {complaint.get_status_display().lower()}.",
        button="Open the complaint",
        mark="Acknowledge" if received else "",
        due=complaint.acknowledge_due_at if received else None,
        since=complaint.raised_at,
    )


COMPLAINTS_TO_MOVE = Source(
    "complaints-to-move",
    "complaint to go on with",
    "complaints to go on with",
    frozenset({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),
    complaints_to_move,
    tell_complaint,
)


def complaints_to_answer(reader: Reader) -> QuerySet[Complaint]:
    """Of the reader's own organisations: what the office asked, and remedies to accept or contest."""
    status = Complaint.Status
    waiting = Complaint.objects.filter(permitted(reader.user, "contracts.answer_complaint"))
    return waiting.filter(status__in=[status.AWAITING, status.PROPOSED]).order_by("raised_at", "pk")


def tell_answer(complaint: Complaint, reader: Reader) -> Step:
    proposed = complaint.status == Complaint.Status.PROPOSED
    return Step(
        what="Accept or contest the remedy of" if proposed else "Answer the office about",
        reference=complaint.reference,
        url=complaint.get_absolute_url(),
        about=complaint.title,
        why=complaint.remedy if proposed else "Your complaint waits for your answer.",
        button="Open the complaint",
        since=complaint.raised_at,
    )


COMPLAINTS_TO_ANSWER = Source(
    "complaints-to-answer",
    "complaint to answer",
    "complaints to answer",
    AGENCY_ROLES | VENDOR_ROLES,
    complaints_to_answer,
    tell_answer,
)


def agencies_to_meet(reader: Reader) -> QuerySet[Organisation]:
    """Of those whom the reader manages: not met in ninety days, with no meeting planned."""
    own = Q(assignments__person=reader.user, assignments__duty=Duty.MANAGER)
    own &= Q(assignments__starts_on__lte=office_day(reader.at))
    own &= Q(assignments__ends_on__isnull=True) | Q(assignments__ends_on__gt=office_day(reader.at))
    return not_met(at=reader.at).filter(own, next_meeting_at__isnull=True).order_by("last_met_at", "sort_name", "pk")


def tell_meeting_to_plan(agency: Organisation, reader: Reader) -> Step:
    return Step(
        what="Plan a meeting with",
        reference=agency.name,
        url=f"/agencies/{agency.slug}/",
        why="Nobody of the office met its people in the last 90 days.",
        button="Plan a meeting",
        target=f"/agencies/{agency.slug}/meetings/new/",
        since=agency.last_met_at or agency.created_at,  # type: ignore[attr-defined]
    )


AGENCIES_TO_MEET = Source(
    "agencies-to-meet",
    "agency to meet",
    "agencies to meet",
    frozenset({Role.RELATIONSHIP_MANAGER}),
    agencies_to_meet,
    tell_meeting_to_plan,
)


def meetings_to_write_down(reader: Reader) -> QuerySet[AgencyMeeting]:
    """Planned by the reader, and begun."""
    begun = AgencyMeeting.objects.planned().filter(planned_by=reader.user, starts_at__lte=reader.at)
    return begun.select_related("agency").order_by("starts_at", "pk")


def tell_meeting(meeting: AgencyMeeting, reader: Reader) -> Step:
    return Step(
        what="Write down",
        reference=meeting.title,
        url=meeting.get_absolute_url(),
        about=str(meeting.agency),
        why="What was said and promised is still in memory.",
        button="Write it down",
        target=f"{meeting.get_absolute_url()}notes/",
        since=meeting.starts_at,
    )


MEETINGS_TO_WRITE_DOWN = Source(
    "meetings-to-write-down",
    "meeting to write down",
    "meetings to write down",
    frozenset({Role.RELATIONSHIP_MANAGER, Role.CHIEF_CUSTOMER_OFFICER}),
    meetings_to_write_down,
    tell_meeting,
)


def promises_to_keep(reader: Reader) -> QuerySet[Commitment]:
    """The reader's own to agree to and to keep, and those made to the reader that wait for a yes."""
    status = Commitment.Status
    owing = Q(owner=reader.user, status__in=[status.PROPOSED, status.OPEN])
    waiting = owing | Q(made_to=reader.user, status=status.DONE)
    return Commitment.objects.filter(waiting).select_related("agency", "owner", "made_to").order_by("due_on", "pk")


def tell_promise(promise: Commitment, reader: Reader) -> Step:
    status = Commitment.Status
    verbs = {status.PROPOSED: "Agree or decline", status.OPEN: "Keep your promise", status.DONE: "Confirm or reopen"}
    done = promise.status == status.DONE
    return Step(
        what=f"{verbs[status(promise.status)]}:",
        reference=promise.words,
        url=promise.get_absolute_url(),
        about=str(promise.agency),
        why=f"{promise.owner} says: {promise.result}" if done else f"Promised to {promise.made_to}.",
        button="Open the promise",
        mark="" if done else "Promise due",
        due=None if done else promise.due_on,
        since=promise.done_at if done else promise.made_at,
    )


PROMISES_TO_KEEP = Source(
    "promises-to-keep",
    "promise to keep or confirm",
    "promises to keep or confirm",
    AGENCY_ROLES | BROKER_ROLES,
    promises_to_keep,
    tell_promise,
)
