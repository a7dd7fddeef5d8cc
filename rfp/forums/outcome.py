"""What came of a forum, as one reader may see it at a moment: questions, answers, minutes, who was there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef

from marketplace.permissions import allowed, reads_all

from .models import Forum, ForumQuestion, MinutesVersion, QuestionVote


@dataclass(frozen=True)
class Asked:
    """One question. `author` is for the moderator alone, `answer` empty before the release for all but the office."""

    question: ForumQuestion
    votes: int
    voted: bool
    merged: Sequence[str]
    answer: str
    author: str
    is_own: bool


@dataclass(frozen=True)
class Outcome:
    """`attendance` names organisations; it is disclosed with the minutes."""

    questions: Sequence[Asked]
    minutes: Sequence[MinutesVersion]
    attendance: Sequence[str]
    is_released: bool


def outcome_of(forum: Forum, *, reader: Any, at: datetime.datetime) -> Outcome:
    """Seven statements at most, whatever the forum holds."""
    released = forum.is_released(at=at)
    minutes = MinutesVersion.objects.visible_to(reader, at=at).filter(forum=forum).prefetch_related("entries")
    there = forum.registrations.filter(attended=True).order_by("organisation__sort_name")
    attended = there.values_list("organisation__name", flat=True).distinct() if released else []
    return Outcome(_questions(forum, reader, released), list(minutes), list(attended), released)


def _questions(forum: Forum, reader: Any, released: bool) -> list[Asked]:
    office, moderates = reads_all(reader), allowed(reader, "rfp.moderate_questions")
    own_vote = QuestionVote.objects.filter(question=OuterRef("pk"), user_id=reader.pk or 0)
    rows = (
        ForumQuestion.objects.visible_to(reader)
        .filter(forum=forum)
        .select_related("asked_by", "organisation")
        .prefetch_related("merged")
        .annotate(number=Count("votes"), voted=Exists(own_vote))
        .order_by("-number", "asked_at", "pk")
    )
    return [
        Asked(
            row,
            row.number,
            row.voted,
            [other.words for other in row.merged.all()],
            row.answer if released or office else "",
            f"{row.asked_by}, {row.organisation}" if moderates else "",
            reader.is_authenticated and row.asked_by_id == reader.pk,
        )
        for row in rows
    ]
