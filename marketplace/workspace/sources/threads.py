"""Threads in which the other side wrote last."""

from django.db.models import QuerySet

from contracts.relationships.models import Assignment, Thread
from marketplace.clock import office_day
from marketplace.permissions import AGENCY_ROLES, VENDOR_ROLES, Role, reads_all

from ..reader import Reader
from ..steps import Source, Step


def threads_to_answer(reader: Reader) -> QuerySet[Thread]:
    """Of the reader's sides; for managers those of the agencies that they look after."""
    waiting = Thread.objects.visible_to(reader.user).unanswered_by(reader.user).select_related("agency")
    if reads_all(reader.user):
        mine = Assignment.objects.on(office_day(reader.at)).filter(person=reader.user)
        waiting = waiting.filter(agency__in=mine.values("agency"))
    return waiting.order_by("last_at", "pk")


def tell_thread(thread: Thread, reader: Reader) -> Step:
    return Step(
        what="Answer",
        reference=thread.subject,
        url=thread.get_absolute_url(),
        about=thread.about,
        why=f"The other side wrote last: {thread.last_words}"[:160],  # type: ignore[attr-defined]
        button="Open the thread",
        since=thread.last_at,  # type: ignore[attr-defined]
    )


THREADS_TO_ANSWER = Source(
    "threads-to-answer",
    "thread to answer",
    "threads to answer",
    AGENCY_ROLES | VENDOR_ROLES | {Role.RELATIONSHIP_MANAGER},
    threads_to_answer,
    tell_thread,
)
