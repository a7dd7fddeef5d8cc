"""Writing a market report and releasing it: a second person does so, and everybody hears at the same second."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from rfp.solicitations.models import Solicitation

from .models import MarketReport, ReportEntry
from .queries import gathered_from, people_to_tell, respondents_of

Status = MarketReport.Status
LONGEST_SUMMARY, LONGEST_WORDS = 12_000, 4000


class AnswersStillTaken(DomainError):
    sentence = (
        "A market report brings the answers to a request for information together once no more are taken. Nothing was "
        "saved. Come back after the deadline."
    )


class ReportReleased(DomainError):
    sentence = "The market report is released and stands as everybody reads it. Nothing was changed."


@transaction.atomic
def write_market_report(
    *,
    solicitation: Solicitation,
    summary: str,
    words: Mapping[str, str],
    number: int,
    by: Any,
    now: Clock = database_now,
) -> MarketReport:
    """Saves the report with the counts of the answers as they are; `words` by lot and code, such as 1-Q1. `number` is
    that of the report that was read, 0 before the first saving.

    Raises PermissionDenied, AnswersStillTaken, ReportReleased, StaleForm, InvalidInput.
    """
    require(by, "rfp.write_market_report")
    stored = Solicitation.objects.select_for_update().get(pk=solicitation.pk)
    at = now()
    if stored.kind != Solicitation.Kind.RFI or not stored.is_closed(at=at):
        raise AnswersStillTaken
    report = MarketReport.objects.filter(solicitation=stored).first() or MarketReport(solicitation=stored, number=0)
    if report.status == Status.RELEASED:
        raise ReportReleased
    if report.number != number:
        raise StaleForm
    if not summary.strip():
        raise InvalidInput("Say in a few sentences what the market can do and advises.")
    if len(summary) > LONGEST_SUMMARY or any(len(text) > LONGEST_WORDS for text in words.values()):
        raise InvalidInput("A part of the report is too long. Shorten it; nothing was saved.")
    report.summary, report.responses = summary.strip(), respondents_of(stored)
    report.written_by, report.written_at, report.number = by, at, report.number + 1
    report.save()
    _lay_down(report, words)
    record(action="rfp.market_report.written", obj=report, by=by, at=at, data={"number": report.number})
    return report


def _lay_down(report: MarketReport, words: Mapping[str, str]) -> None:
    for one in gathered_from(report.solicitation):
        counts = {"answered": one.answered, "yes": one.yes, "no": one.no}
        told = {"question": one.question, "position": one.position, "words": words.get(one.key, "").strip()}
        ReportEntry.objects.update_or_create(report=report, lot=one.lot, code=one.code, defaults=counts | told)


@transaction.atomic
def release_market_report(*, report: MarketReport, number: int, by: Any, now: Clock = database_now) -> MarketReport:
    """Makes the report public; those who answered and those who follow hear at the same second. `number` is that of the
    report that was read. Raises PermissionDenied (also for whoever wrote it), StaleForm, InvalidInput, MoveRefused.
    """
    require(by, "rfp.release_market_report", report)
    report = MarketReport.objects.select_for_update(of=["self"]).select_related("solicitation").get(pk=report.pk)
    at = now()
    if report.status == Status.DRAFT and report.number != number:
        raise StaleForm
    if report.status == Status.DRAFT and report.entries.filter(answered__gt=0, words="").exists():
        raise InvalidInput("A question that was answered has no words yet. Write them first; nothing was released.")
    report.released_by, report.released_at = by, at
    data = {"responses": report.responses, "number": report.number}
    move(report, Status.RELEASED, by=by, at=at, fields=["released_by", "released_at"], data=data)
    solicitation = report.solicitation
    notify(
        recipients=people_to_tell(solicitation, at=at),
        key=f"{solicitation.reference}-market-report",
        subject=f"What the market said to {solicitation.reference}",
        body="The answers are brought together without names. Everybody reads the report from now on.",
        address=report.get_absolute_url(),
        at=at,
    )
    return report
