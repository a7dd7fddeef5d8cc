"""Loads an open request for proposals with what two vendors have made of it: one bid submitted, one half written."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from rfp.bids.actions import add_file, save_part, start_bid, submit_bid
from rfp.bids.models import Bid
from rfp.solicitations.actions import Terms, draft_solicitation, publish_solicitation, submit_for_review
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import Kind

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast

DAY = datetime.timedelta(days=1)
PLAN = b"%PDF-1.4\n% Invented: the plan for the first ninety days.\n%%EOF\n"


def load_bids(cast: Cast, *, today: datetime.date) -> int:
    """Publish the request and write the bids, where they are not there. Returns how many bids were new."""
    told = json.loads((Path(__file__).parent / "content" / "bids.json").read_text())
    if Solicitation.objects.filter(title=told["title"]).exists():
        return 0
    with transaction.atomic():
        solicitation = _published(cast, told, today)
        at = solicitation.published_at + 4 * DAY
        for record in told["bids"]:
            _bid(cast.person(record["person"]), solicitation, record, at)
    return len(told["bids"])


def _published(cast: Cast, told: world.Record, today: datetime.date) -> Solicitation:
    """Written by one officer, published by the other."""
    published, due = at_work(today - told["published_days_ago"] * DAY), at_work(today + told["due_in_days"] * DAY)
    terms = Terms(
        questions_due_at=published + 16 * DAY,
        answers_due_at=published + 23 * DAY,
        bids_due_at=due,
        award_planned_on=(due + 35 * DAY).date(),
        starts_planned_on=(due + 63 * DAY).date(),
    )
    officer, drafted = cast.person("officer"), clock(published - 5 * DAY)
    solicitation = draft_solicitation(
        kind=Kind.RFP,
        title=told["title"],
        agency=cast.organisations[told["agency"]],
        body=_body(told),
        terms=terms,
        by=officer,
        now=drafted,
    )
    solicitation = submit_for_review(solicitation=solicitation, by=officer, now=drafted)
    return publish_solicitation(
        solicitation=solicitation,
        latest_revision_id=solicitation.latest_revision_id,
        by=cast.person("officer-two"),
        now=clock(published),
    )


def _body(told: world.Record) -> list[dict[str, Any]]:
    values: list[tuple[str, dict[str, Any]]] = [
        ("outcome", {"title": "Fewer missed appointments", "text": told["outcome"]}),
        ("requirement", {"text": told["requirement"], "must": True, "answer_kind": "yes_no"}),
        ("requirement", {"text": told["document"], "must": True, "answer_kind": "file"}),
        ("question", {"text": told["question"], "must": True, "word_limit": 500}),
        ("price_schedule", {"lines": [told["line"]]}),
        ("criterion", {"title": "The way there", "description": "Dates and figures that can be followed.",
                       "kind": "quality", "weight": 65}),
        ("criterion", {"title": "Price", "kind": "price", "weight": 35}),
    ]  # fmt: skip
    return [{"type": name, "value": value} for name, value in values]


def _bid(by: User, solicitation: Solicitation, record: world.Record, at: datetime.datetime) -> None:
    lot, now = solicitation.lots.get(), clock(at)
    bid = start_bid(lot=lot, vendor=by.memberships.first().organisation, by=by, now=now)
    answers = {"text": record["answer"]}
    if record["submitted"]:
        plan = add_file(bid=bid, name="First ninety days.pdf", content=PLAN, by=by, now=now)
        answers |= {"yes_no": "yes", "file": str(plan.code)}
    for row in lot.requirements.all():
        if row.answer_kind in answers:
            texts = {row.answer_kind: answers[row.answer_kind]}
            save_part(bid=bid, key=f"answer-{row.code}", texts=texts, number=0, by=by, now=now)
    if record["submitted"]:
        prices = {line.code: record["price"] for line in lot.price_lines.all()}
        save_part(bid=bid, key="prices", texts=prices, number=0, by=by, now=now)
        submit_bid(bid=Bid.objects.get(pk=bid.pk), version=0, by=by, now=now)
