"""Loads competitions of the story: one judged, challenged and awarded, one at standstill, one being scored."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from rfp.awards.actions import (
    admit_challenge,
    approve_award,
    conclude_award,
    dismiss_challenge,
    file_challenge,
    propose_award,
)
from rfp.awards.models import Award
from rfp.bids.actions import confirm_opening, save_part, start_bid, submit_bid
from rfp.evaluation.actions import (
    Seat,
    agree_quality,
    agree_score,
    assign_letters,
    conclude_evaluation,
    declare_conflicts,
    form_panel,
    open_panel_prices,
    save_score,
    submit_scores,
)
from rfp.evaluation.models import Panel, PanelMember
from rfp.evaluation.queries import judged, seats_of
from rfp.solicitations.actions import Terms, draft_solicitation, publish_solicitation, submit_for_review
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import Kind

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast

DAY = datetime.timedelta(days=1)
EVALUATORS = ("Nadia Flores", "Samuel Achebe", "Beatriz Amaro")


def load_sourcing(cast: Cast, *, today: datetime.date) -> int:
    """Lead each competition that is not there to where the story leaves it. Returns how many were new."""
    known = set(Solicitation.objects.values_list("title", flat=True))
    missing = [record for record in world.sourcing() if record["title"] not in known]
    for record in missing:
        with transaction.atomic():
            _lead(cast, record, today)
    return len(missing)


def _lead(cast: Cast, record: world.Record, today: datetime.date) -> None:
    solicitation = _published(cast, record, today)
    lot = solicitation.lots.get()
    bidders = {told["vendor"]: _bid(cast, lot, told, solicitation) for told in record["bids"]}
    opened_at = at_work((solicitation.bids_due_at + DAY).date())
    for slug in ("officer", "contract-manager"):
        solicitation = confirm_opening(solicitation=solicitation, by=cast.person(slug), now=clock(opened_at))
    panel = _panel(cast, lot, opened_at + DAY / 4)
    points = {cast.organisations[told["vendor"]].name: told["points"] for told in record["bids"]}
    if "awarded" in record:
        _judge(cast, panel, points, record, opened_at + 7 * DAY)
        _award(cast, lot, record, bidders, opened_at + 20 * DAY)
    elif "announced" in record:
        _judge(cast, panel, points, record, opened_at + 7 * DAY)
        _announce(cast, lot, record["announced"], opened_at + 18 * DAY)
    else:
        first, second, _ = [seat for seat in seats_of(panel) if not seat.is_chair]
        _score(panel, first, points, opened_at + DAY)
        submit_scores(member=first, by=first.user, now=clock(opened_at + DAY))
        _score(panel, second, points, opened_at + DAY, most=3)


def _published(cast: Cast, record: world.Record, today: datetime.date) -> Solicitation:
    """Written by one officer, published by the other."""
    published, due = (at_work(today + record[name] * DAY) for name in ("published_days", "due_days"))
    terms = Terms(
        questions_due_at=published + 14 * DAY,
        answers_due_at=published + 20 * DAY,
        bids_due_at=due,
        award_planned_on=(due + 40 * DAY).date(),
        starts_planned_on=max(today, (due + 40 * DAY).date()) + record["starts_in_days"] * DAY,
    )
    at = published - 5 * DAY
    solicitation = draft_solicitation(
        kind=Kind.RFP,
        title=record["title"],
        agency=cast.organisations[record["agency"]],
        body=_body(record),
        terms=terms,
        by=cast.person("officer"),
        now=clock(at),
    )
    solicitation = submit_for_review(solicitation=solicitation, by=cast.person("officer"), now=clock(at))
    return publish_solicitation(
        solicitation=solicitation,
        latest_revision_id=solicitation.latest_revision_id,
        by=cast.person("officer-two"),
        now=clock(published),
    )


def _body(record: world.Record) -> list[dict[str, Any]]:
    def block(name: str, /, **value: Any) -> dict[str, Any]:
        return {"type": name, "value": value}

    return [
        block("outcome", title=record["title"], text=record["outcome"]),
        block("requirement", text=record["requirement"], must=True, answer_kind="yes_no"),
        block("question", text=record["question"], must=True, word_limit=400),
        block("price_schedule", lines=[record["line"]]),
        block(
            "criterion", title="How it is done", description="The way to the outcome, with proof.",
            kind="quality", weight=40,
        ),
        block(
            "criterion", title="Service and exit", description="Support, figures, and how the service is left.",
            kind="quality", weight=20, minimum_score=2,
        ),
        block("criterion", title="Price", kind="price", weight=40),
        block(
            "service_level", title="Time in service", kind="availability", target="99.9",
            template="10/25/100 @99.9/99/95",
        ),
    ]  # fmt: skip


def _bid(cast: Cast, lot: Any, told: world.Record, solicitation: Solicitation) -> User:
    """Written and submitted three days before the deadline by who signs for the vendor."""
    vendor = cast.organisations[told["vendor"]]
    by, at = cast.holder(told["vendor"], Role.SIGNATORY), clock(solicitation.bids_due_at - 3 * DAY)
    bid = start_bid(lot=lot, vendor=vendor, by=by, now=at)
    answers = {"yes_no": "yes", "text": told["answer"]}
    for row in lot.requirements.all():
        texts = {row.answer_kind: answers[row.answer_kind]}
        save_part(bid=bid, key=f"answer-{row.code}", texts=texts, number=0, by=by, now=at)
    prices = {line.code: told["price"] for line in lot.price_lines.all()}
    save_part(bid=bid, key="prices", texts=prices, number=0, by=by, now=at)
    bid.refresh_from_db()
    submit_bid(bid=bid, version=bid.version, by=by, now=at)
    return by


def _panel(cast: Cast, lot: Any, at: datetime.datetime) -> Panel:
    """Formed, everybody declared, letters given out by who opened the bids."""
    office = cast.organisations[world.state()["broker_office"]].name
    chair, *evaluators = (Seat(user, office) for user in (cast.person("chair"), *map(cast.named, EVALUATORS)))
    panel = form_panel(lot=lot, chair=chair, evaluators=evaluators, by=cast.person("officer"), now=clock(at))
    for seat in seats_of(panel):
        declare_conflicts(member=seat, by=seat.user, now=clock(at))
    return assign_letters(panel=panel, by=cast.person("contract-manager"), now=clock(at))


def _score(
    panel: Panel, seat: PanelMember, points: dict[str, list[str]], at: datetime.datetime, most: int = 99
) -> None:
    given = 0
    for proposal in panel.proposals.select_related("bid__vendor"):
        for criterion, one in zip(judged(panel), points[proposal.bid.vendor.name], strict=True):
            given += 1
            if given <= most:
                save_score(
                    member=seat,
                    proposal=proposal,
                    criterion=criterion,
                    points=Decimal(one),
                    rationale=f"{criterion.title}: the answer says how, and names what it rests on.",
                    by=seat.user,
                    now=clock(at),
                )


def _judge(cast: Cast, panel: Panel, points: dict[str, list[str]], record: world.Record, at: datetime.datetime) -> None:
    chair = cast.person("chair")
    for seat in [seat for seat in seats_of(panel) if not seat.is_chair]:
        _score(panel, seat, points, at)
        submit_scores(member=seat, by=seat.user, now=clock(at))
    for proposal in panel.proposals.select_related("bid__vendor"):
        for criterion, one in zip(judged(panel), points[proposal.bid.vendor.name], strict=True):
            reason = "All three read it alike: what is promised is shown, with the limits that the answer names."
            agreed = {"points": Decimal(one), "reason": reason, "by": chair, "now": clock(at + DAY)}
            agree_score(proposal=proposal, criterion=criterion, **agreed)
    agree_quality(panel=panel, by=chair, now=clock(at + DAY))
    open_panel_prices(panel=panel, by=chair, now=clock(at + 2 * DAY))
    conclude_evaluation(panel=panel, words=record["recommended"], by=chair, now=clock(at + 3 * DAY))


def _announce(cast: Cast, lot: Any, reason: str, at: datetime.datetime) -> Award:
    """Proposed by one officer, approved by the other a day later: the standstill runs from then on."""
    award = propose_award(lot=lot, reason=reason, by=cast.person("officer"), now=clock(at))
    return approve_award(award=award, by=cast.person("officer-two"), now=clock(at + DAY))


def _award(cast: Cast, lot: Any, record: world.Record, bidders: dict[str, User], at: datetime.datetime) -> None:
    """Announced, challenged, the challenge dismissed by somebody uninvolved, the contract drawn up."""
    award = _announce(cast, lot, record["awarded"], at)
    told, judge = record["challenge"], cast.person("cio")
    vendor: Organisation = cast.organisations[told["by"]]
    filed = clock(at + 5 * DAY)
    challenge = file_challenge(award=award, vendor=vendor, grounds=told["grounds"], by=bidders[told["by"]], now=filed)
    admit_challenge(challenge=challenge, by=judge, now=clock(at + 6 * DAY))
    dismiss_challenge(challenge=challenge, decision=told["decision"], by=judge, now=clock(at + 9 * DAY))
    starts_on = lot.solicitation.starts_planned_on
    concluded = award.standstill_ends_at + DAY
    terms = {"starts_on": starts_on, "ends_on": starts_on + 3 * 365 * DAY}
    conclude_award(award=award, by=cast.person("contract-manager"), now=clock(concluded), **terms)
