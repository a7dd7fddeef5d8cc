"""Loads what is kept: retention schedules, a request for information with its report, a request to see bids."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from marketplace.permissions import Role
from rfp.bids.actions import save_part, start_bid, submit_bid
from rfp.market_reports.actions import release_market_report, write_market_report
from rfp.market_reports.queries import gathered_from
from rfp.records.actions import ScheduleTerms, draft_schedule, enact_schedule, open_disclosure
from rfp.records.models import Disclosure, RetentionSchedule
from rfp.solicitations.actions import Terms, draft_solicitation, publish_solicitation, submit_for_review
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import Kind

from . import world
from .histories import month_before
from .loader_orders import at_work, clock
from .loader_people import Cast

DAY = datetime.timedelta(days=1)


@transaction.atomic
def load_records(cast: Cast, *, today: datetime.date) -> int:
    """Keep each thing that is not there yet. Returns how many were new."""
    told = json.loads((Path(__file__).parent / "content" / "records.json").read_text())
    return sum(
        (
            _schedules(cast, told, today),
            _market_report(cast, told["rfi"], today),
            _disclosure(cast, told["disclosure"], today),
        )
    )


def _schedules(cast: Cast, told: world.Record, today: datetime.date) -> int:
    """One that holds, and a draft that waits for the other officer."""
    if RetentionSchedule.objects.exists():
        return 0
    first, following = told["schedule"], told["next_schedule"]
    holds_from = month_before(today, first["months_ago"])
    drafted = at_work(holds_from - 60 * DAY)
    terms = ScheduleTerms(first["summary"], holds_from, first["years"])
    schedule = draft_schedule(terms=terms, by=cast.person("officer"), now=clock(drafted))
    enact_schedule(schedule=schedule, by=cast.person("cio"), now=clock(drafted + 7 * DAY))
    terms = ScheduleTerms(following["summary"], today + following["in_days"] * DAY, following["years"])
    draft_schedule(terms=terms, by=cast.person("officer"), now=clock(at_work(today - 2 * DAY)))
    return 2


def _market_report(cast: Cast, told: world.Record, today: datetime.date) -> int:
    """Answered by two vendors, brought together by one officer, released by the other."""
    if Solicitation.objects.filter(title=told["title"]).exists():
        return 0
    rfi = _published(cast, told, today)
    lot, at = rfi.lots.get(), rfi.bids_due_at - 2 * DAY
    for answer in told["answers"]:
        vendor, by = cast.organisations[answer["vendor"]], cast.holder(answer["vendor"], Role.SIGNATORY)
        bid = start_bid(lot=lot, vendor=vendor, by=by, now=clock(at))
        for row, words in zip(lot.requirements.all(), answer["words"], strict=True):
            save_part(bid=bid, key=f"answer-{row.code}", texts={"text": words}, number=0, by=by, now=clock(at))
        bid.refresh_from_db()
        submit_bid(bid=bid, version=bid.version, by=by, now=clock(at))
    written = rfi.bids_due_at + 6 * DAY
    words = {one.key: text for one, text in zip(gathered_from(rfi), told["words"], strict=True)}
    report = write_market_report(
        solicitation=rfi, summary=told["summary"], words=words, number=0, by=cast.person("officer"), now=clock(written)
    )
    released = clock(written + DAY)
    release_market_report(report=report, number=report.number, by=cast.person("officer-two"), now=released)
    return 1


def _published(cast: Cast, told: world.Record, today: datetime.date) -> Solicitation:
    published, due = (at_work(today + told[name] * DAY) for name in ("published_days", "due_days"))
    body: list[dict[str, Any]] = [{"type": "outcome", "value": {"title": told["title"], "text": told["outcome"]}}]
    body += [
        {"type": "question", "value": {"text": text, "must": True, "word_limit": 200}} for text in told["questions"]
    ]
    officer, begun = cast.person("officer"), clock(published - 2 * DAY)
    draft = draft_solicitation(
        kind=Kind.RFI,
        title=told["title"],
        agency=cast.organisations[told["agency"]],
        body=body,
        terms=Terms(questions_due_at=published + 9 * DAY, answers_due_at=published + 14 * DAY, bids_due_at=due),
        by=officer,
        now=begun,
    )
    draft = submit_for_review(solicitation=draft, by=officer, now=begun)
    told_by = {"by": cast.person("officer-two"), "now": clock(published)}
    return publish_solicitation(solicitation=draft, latest_revision_id=draft.latest_revision_id, **told_by)


def _disclosure(cast: Cast, told: world.Record, today: datetime.date) -> int:
    solicitation = Solicitation.objects.filter(title=told["solicitation"]).first()
    if solicitation is None or Disclosure.objects.filter(solicitation=solicitation).exists():
        return 0
    asked = {"asked_by": told["asked_by"], "wanted": told["wanted"], "by": cast.person("officer")}
    open_disclosure(solicitation=solicitation, now=clock(at_work(today + told["days"] * DAY)), **asked)
    return 1
