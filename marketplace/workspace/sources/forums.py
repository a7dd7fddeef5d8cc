"""Market forums: a place that is held for the reader, and for the broker office lists to close."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from marketplace.components.formats import moment, short_day
from marketplace.permissions import AGENCY_ROLES, VENDOR_ROLES, Role
from rfp.forums.models import Forum, ForumQuestion, Meeting, Registration

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

OFFICE = frozenset({Role.PROCUREMENT_OFFICER, Role.CIO})


def places_to_confirm(reader: Reader) -> QuerySet[Registration]:
    """Places held for the reader, the hold that ends first on top."""
    held = Registration.objects.held(at=reader.at).filter(user=reader.user, forum__status=Forum.Status.ANNOUNCED)
    return held.select_related("forum").order_by("held_until", "pk")


def tell_place(row: Registration, reader: Reader) -> Step:
    forum = row.forum
    return Step(
        what="Take, or give back, your place at",
        reference=forum.reference,
        url=forum.get_absolute_url(),
        about=forum.title,
        why=f"It is on {moment(forum.starts_at)}. You were first in line; unconfirmed, the place goes on.",
        button="Look",
        target=forum.get_absolute_url(),
        mark="Place held until",
        due=row.held_until,
    )


def lists_to_close(reader: Reader) -> QuerySet[Forum]:
    """Forums that began and have no list of who was there, the oldest first."""
    mine = Forum.objects.filter(permitted(reader.user, "rfp.record_attendance"), status=Forum.Status.ANNOUNCED)
    return mine.filter(starts_at__lte=reader.at).order_by("starts_at", "pk")


def tell_list(forum: Forum, reader: Reader) -> Step:
    return Step(
        what="Record who was at",
        reference=forum.reference,
        url=forum.get_absolute_url(),
        about=forum.title,
        why=f"It took place on {short_day(forum.starts_at)}. Minutes follow once the list is closed.",
        button="Record",
        target=reverse("forum_attendance", args=[forum.slug]),
        since=forum.starts_at,
    )


def questions_to_moderate(reader: Reader) -> QuerySet[ForumQuestion]:
    """Questions that nobody has looked at, of the forum that begins first."""
    mine = ForumQuestion.objects.filter(permitted(reader.user, "rfp.moderate_questions"))
    waiting = mine.filter(status=ForumQuestion.Status.PENDING, forum__release_at=None)
    open_ones = waiting.exclude(forum__status=Forum.Status.CANCELLED)
    return open_ones.select_related("forum").order_by("forum__starts_at", "asked_at", "pk")


def tell_question(question: ForumQuestion, reader: Reader) -> Step:
    forum = question.forum
    return Step(
        what="Moderate a question to",
        reference=forum.reference,
        url=forum.get_absolute_url(),
        about=question.words[:80],
        why=f"Nobody else reads it before. It was asked on {short_day(question.asked_at)}.",
        button="Moderate",
        target=reverse("forum_question", args=[forum.slug, question.pk]),
        mark="Forum begins",
        due=forum.starts_at if forum.starts_at > reader.at else None,
        since=question.asked_at,
    )


def minutes_to_release(reader: Reader) -> QuerySet[Forum]:
    """Forums whose list is closed and whose minutes are not out, the oldest first."""
    mine = Forum.objects.filter(permitted(reader.user, "rfp.release_minutes"), status=Forum.Status.HELD)
    return mine.order_by("starts_at", "pk")


def tell_minutes(forum: Forum, reader: Reader) -> Step:
    return Step(
        what="Write and release the minutes of",
        reference=forum.reference,
        url=forum.get_absolute_url(),
        about=forum.title,
        why=f"It was held on {short_day(forum.starts_at)}. Answers and minutes come out together, for everybody.",
        button="Write",
        target=reverse("forum_minutes", args=[forum.slug]),
        since=forum.ends_at,
    )


def meetings_to_answer(reader: Reader) -> QuerySet[Meeting]:
    """Meetings asked for, and those arranged whose hour has come, the oldest request first."""
    mine = Meeting.objects.filter(permitted(reader.user, "rfp.arrange_meeting"))
    asked, over = Q(status=Meeting.Status.REQUESTED), Q(status=Meeting.Status.ARRANGED, starts_at__lte=reader.at)
    return mine.filter(asked | over).select_related("vendor", "agency").order_by("requested_at", "pk")


def tell_meeting(meeting: Meeting, reader: Reader) -> Step:
    is_over = meeting.status == Meeting.Status.ARRANGED
    return Step(
        what="Record what was said at" if is_over else "Arrange or decline",
        reference=meeting.reference,
        url=meeting.get_absolute_url(),
        about=meeting.subject,
        why=f"{meeting.vendor} with {meeting.agency}. Everybody reads the record once it is kept.",
        button="Record" if is_over else "Answer",
        target=reverse("meeting_record" if is_over else "meeting_answer", args=[meeting.reference]),
        since=meeting.requested_at,
    )


PLACES_TO_CONFIRM = Source(
    "forum-places-to-confirm",
    "place at a market forum to confirm",
    "places at market forums to confirm",
    AGENCY_ROLES | VENDOR_ROLES,
    places_to_confirm,
    tell_place,
)
FORUM_LISTS_TO_CLOSE = Source(
    "forum-lists-to-close",
    "forum whose list is to be closed",
    "forums whose lists are to be closed",
    OFFICE,
    lists_to_close,
    tell_list,
)
QUESTIONS_TO_MODERATE = Source(
    "forum-questions-to-moderate",
    "question to moderate",
    "questions to moderate",
    frozenset({Role.PROCUREMENT_OFFICER}),
    questions_to_moderate,
    tell_question,
)
MINUTES_TO_RELEASE = Source(
    "forum-minutes-to-release",
    "forum whose minutes are to be released",
    "forums whose minutes are to be released",
    OFFICE,
    minutes_to_release,
    tell_minutes,
)
MEETINGS_TO_ANSWER = Source(
    "meetings-to-answer",
    "meeting with a vendor to arrange or record",
    "meetings with vendors to arrange or record",
    frozenset({Role.PROCUREMENT_OFFICER, Role.RELATIONSHIP_MANAGER}),
    meetings_to_answer,
    tell_meeting,
)
