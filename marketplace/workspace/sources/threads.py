"""Threads in which the other side wrote last; a first question has its time."""

from django.db.models import Case, F, Q, QuerySet, When

from contracts.relationships.models import Assignment, Thread
from contracts.relationships.queries.looking_after import without_manager
from marketplace.clock import office_day
from marketplace.permissions import AGENCY_ROLES, VENDOR_ROLES, Role, own_organisations, reads_all

from ..reader import Reader
from ..steps import Source, Step


def threads_to_answer(reader: Reader) -> QuerySet[Thread]:
    """Of the reader's sides; for managers those of agencies that they look after, and first questions of agencies
    that nobody does."""
    unanswered = Q(answered_at=None, asked__in=own_organisations(reader.user))
    waiting = Thread.objects.visible_to(reader.user).unanswered_by(reader.user).with_first_answer()
    if reads_all(reader.user):
        mine = Assignment.objects.on(office_day(reader.at)).filter(person=reader.user)
        alone = without_manager(at=reader.at).order_by().values("pk")
        waiting = waiting.filter(Q(agency__in=mine.values("agency")) | unanswered & Q(agency__in=alone))
    waiting = waiting.annotate(due_at=Case(When(unanswered, then="answer_due_at")))
    return waiting.select_related("agency").order_by(F("due_at").asc(nulls_last=True), "last_at", "pk")


def tell_thread(thread: Thread, reader: Reader) -> Step:
    due_at = thread.due_at  # type: ignore[attr-defined]
    return Step(
        what="Answer",
        reference=thread.subject,
        url=thread.get_absolute_url(),
        about=thread.about,
        why=f"The other side wrote last: {thread.last_words}"[:160],  # type: ignore[attr-defined]
        button="Open the thread",
        mark="First answer" if due_at else "",
        due=due_at,
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
