"""Loads the solicitations of the story: an open RFP with two lots, an open RFI, a closed and a cancelled one."""

import datetime
from typing import Any

from django.db import transaction

from rfp.clarifications.actions import answer_question, ask_question, release_answers
from rfp.clarifications.models import Question
from rfp.solicitations.actions import (
    NewDates,
    Terms,
    cancel_solicitation,
    draft_solicitation,
    issue_addendum,
    publish_solicitation,
    submit_for_review,
    write_solicitation,
)
from rfp.solicitations.models import Solicitation

from . import world
from .histories import local
from .loader_orders import at_work, clock
from .loader_people import Cast

AN_HOUR = datetime.timedelta(hours=1)
CLOSING = datetime.time(14)
SATURDAY = 5


def load_solicitations(cast: Cast, *, today: datetime.date) -> int:
    """Publish each solicitation of the story that is not there. Returns how many were new."""
    known = set(Solicitation.objects.values_list("title", flat=True))
    missing = [record for record in world.solicitations() if record["title"] not in known]
    for record in missing:
        with transaction.atomic():
            _solicitation(cast, record, today)
    return len(missing)


def _solicitation(cast: Cast, record: world.Record, today: datetime.date) -> None:
    officer, colleague = cast.person("officer"), cast.person("officer-two")
    published = _day(record["published_days"], today)
    begun = clock(published - AN_HOUR)
    solicitation = draft_solicitation(
        kind=record["kind"],
        title=record["title"],
        agency=cast.organisations[record["agency"]],
        body=record["body"],
        terms=_terms(record, today),
        by=officer,
        now=begun,
    )
    solicitation = submit_for_review(solicitation=solicitation, by=officer, now=begun)
    revision = solicitation.latest_revision_id
    solicitation = publish_solicitation(
        solicitation=solicitation, latest_revision_id=revision, by=colleague, now=clock(published)
    )
    _ask(cast, record, solicitation, today)
    if "addendum" in record:
        _amend(cast, record["addendum"], solicitation, today)
    if "cancelled" in record:
        told = record["cancelled"]
        off = clock(_day(told["days"], today))
        cancel_solicitation(solicitation=solicitation, code=told["code"], reason=told["reason"], by=officer, now=off)


def _terms(record: world.Record, today: datetime.date) -> Terms:
    dates = {f"{name}_due_at": _closing(record[key], today) for name, key in DATES.items()}
    if "award_days" in record:
        dates["award_planned_on"] = _closing(record["award_days"], today).date()
        dates["starts_planned_on"] = _closing(record["start_days"], today).date()
    return Terms(**dates)


DATES = {"questions": "questions_days", "answers": "answers_days", "bids": "due_days"}


def _ask(cast: Cast, record: world.Record, solicitation: Solicitation, today: datetime.date) -> None:
    """Questions with their answers, put out together; one without an answer waits."""
    for told in record.get("questions", ()):
        by, at = cast.person(told["by"]), clock(_day(told["days"], today))
        vendor = by.memberships.first().organisation
        question = ask_question(solicitation=solicitation, vendor=vendor, words=told["words"], by=by, now=at)
        if "answer" in told:
            answer_question(question=question, answer=told["answer"], by=cast.person("officer"), now=at)
    if Question.objects.filter(solicitation=solicitation, status=Question.Status.ANSWERED).exists():
        out = clock(_day(record["released_days"], today))
        release_answers(solicitation=solicitation, by=cast.person("officer"), now=out)


def _amend(cast: Cast, told: world.Record, solicitation: Solicitation, today: datetime.date) -> None:
    """One part of the text changes, and the deadline moves."""
    at, officer = clock(_day(told["days"], today)), cast.person("officer")
    changed: list[Any] = [
        {**block, "value": {**block["value"], "text": told["text"]}} if block["type"] == told["type"] else block
        for block in solicitation.body.raw_data
    ]
    written = write_solicitation(
        solicitation=solicitation,
        title=solicitation.title,
        body=changed,
        latest_revision_id=solicitation.latest_revision_id,
        by=officer,
        now=at,
    )
    issue_addendum(
        solicitation=written,
        reason=told["reason"],
        latest_revision_id=written.latest_revision_id,
        dates=NewDates(bids_due_at=_closing(told["extend_days"], today)),
        by=cast.person("officer-two"),
        now=at,
    )


def _day(days: int, today: datetime.date) -> datetime.datetime:
    return at_work(today + datetime.timedelta(days=days))


def _closing(days: int, today: datetime.date) -> datetime.datetime:
    """Two in the afternoon of that day, or of the Friday before a weekend."""
    day = today + datetime.timedelta(days=days)
    day -= datetime.timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return local(datetime.datetime.combine(day, CLOSING))
