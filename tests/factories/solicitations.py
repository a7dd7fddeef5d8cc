"""Solicitations, written, reviewed and published the real way."""

import datetime

from marketplace.permissions import Role
from rfp.models import Solicitation
from rfp.solicitations.actions import (
    Terms,
    draft_solicitation,
    invite_vendors,
    publish_solicitation,
    submit_for_review,
)
from rfp.solicitations.presets import Kind
from tests.factories.marketplace import OrganisationFactory, organisation_for, person
from tests.factories.rfp import MONDAY_NOON

DAY = datetime.timedelta(days=1)


def block(name, /, **value) -> dict:
    """One block of a text."""
    return {"type": name, "value": value}


OUTCOME = block("outcome", title="Shorter waits", text="Callers wait less than two minutes.")
REQUIREMENT = block("requirement", text="Works with a screen reader.", must=True, answer_kind="yes_no")
QUESTION = block("question", text="How do you get there?", must=True, word_limit=300)
PRICES = block("price_schedule", lines=[{"title": "Seat", "unit": "seat and month", "quantity": 180}])
QUALITY = block("criterion", title="Plan", description="A date for each step.", kind="quality", weight=60)
PRICE = block("criterion", title="Price", kind="price", weight=40)
LEVEL = block(
    "service_level", title="Time in service", kind="availability", target="99.9", template="10/25/100 @99.9/99/95"
)
BODY = [OUTCOME, REQUIREMENT, QUESTION, PRICES, QUALITY, PRICE, LEVEL]
RFI_BODY = [OUTCOME, QUESTION]
TWO_LOTS = [
    block("lot", number=1, title="Voice", estimated_value=120_000),
    block("lot", number=2, title="Chat", max_awards=2),
]


def fair_terms(*, at=MONDAY_NOON, **changes) -> Terms:
    """Every date known: questions for two weeks, answers in three, responses until six weeks after `at`."""
    dates = {
        "questions_due_at": at + 14 * DAY,
        "answers_due_at": at + 21 * DAY,
        "bids_due_at": at + 42 * DAY,
        "award_planned_on": (at + 70 * DAY).date(),
        "starts_planned_on": (at + 100 * DAY).date(),
    }
    return Terms(**dates | changes)


def drafted_solicitation(*, kind=Kind.RFP, by=None, at=MONDAY_NOON, agency=None, terms=None, **details) -> Solicitation:
    """A draft that is whole: it could be published."""
    told = {"title": "Shorter waits", "body": RFI_BODY if kind == Kind.RFI else BODY} | details
    return draft_solicitation(
        kind=kind,
        agency=agency or organisation_for(Role.REQUESTER),
        terms=terms or fair_terms(at=at),
        by=by or person(Role.PROCUREMENT_OFFICER),
        now=lambda: at,
        **told,
    )


def solicitation_in_review(*, at=MONDAY_NOON, by=None, invited=(), **details) -> Solicitation:
    """Waits for somebody else's decision."""
    by = by or person(Role.PROCUREMENT_OFFICER)
    solicitation = drafted_solicitation(at=at, by=by, **details)
    if invited:
        reasons = dict.fromkeys(invited, "Answered the request for information.")
        invite_vendors(solicitation=solicitation, invited=reasons, by=by, now=lambda: at)
    return submit_for_review(solicitation=solicitation, by=by, now=lambda: at)


def published_solicitation(*, at=MONDAY_NOON, publisher=None, **details) -> Solicitation:
    """Public from `at` on; a mini-competition invites one vendor unless told whom."""
    if details.get("kind") == Kind.MINI_COMPETITION and not details.get("invited"):
        details["invited"] = [OrganisationFactory(vendor=True)]
    solicitation = solicitation_in_review(at=at, **details)
    return publish_solicitation(
        solicitation=solicitation,
        latest_revision_id=solicitation.latest_revision_id,
        by=publisher or person(Role.PROCUREMENT_OFFICER),
        now=lambda: at,
    )
