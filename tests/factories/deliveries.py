"""Milestones, documents and certificates of a contract, made by the real actions."""

import datetime

from contracts.agreements.models import Contract
from contracts.deliveries.actions import (
    MilestoneTerms,
    add_document,
    agree_milestone,
    deliver_milestone,
    propose_milestone,
    require_certificate,
)
from contracts.deliveries.models import Certificate, ContractDocument, Delivery, Milestone
from marketplace.permissions import Role
from tests.factories.contracts import MONDAY_NOON
from tests.factories.marketplace import person
from tests.factories.question_sets import document

INSURANCE = "Liability insurance, 2 million"


def milestone_terms(**changes) -> MilestoneTerms:
    """A first report by Friday 11 December 2026, accepted by silence after five working days."""
    details = {
        "kind": "reporting",
        "title": "First report",
        "criteria": "All calls of November, by hour and reason.",
        "due_on": datetime.date(2026, 12, 11),
        "accept_days": 5,
    }
    return MilestoneTerms(**details | changes)


def proposed_milestone(contract: Contract, *, by=None, at=MONDAY_NOON, **changes) -> Milestone:
    by = by or person(Role.CONTRACT_MANAGER)
    return propose_milestone(contract=contract, terms=milestone_terms(**changes), by=by, now=lambda: at)


def agreed_milestone(contract: Contract, *, at=MONDAY_NOON, **changes) -> Milestone:
    milestone = proposed_milestone(contract, at=at, **changes)
    return agree_milestone(milestone=milestone, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: at)


def delivered(milestone: Milestone, *, by=None, at=MONDAY_NOON, files=()) -> Delivery:
    by = by or person(Role.VENDOR_EDITOR, of=milestone.contract.vendor)
    return deliver_milestone(milestone=milestone, note="It lies with you.", files=files, by=by, now=lambda: at)


def asked_certificate(contract: Contract, *, by=None, at=MONDAY_NOON, title=INSURANCE) -> Certificate:
    by = by or person(Role.CONTRACT_MANAGER)
    return require_certificate(contract=contract, title=title, by=by, now=lambda: at)


def paper(contract: Contract, *, by=None, at=MONDAY_NOON, text="policy", **changes) -> ContractDocument:
    by = by or person(Role.VENDOR_EDITOR, of=contract.vendor)
    details = {"title": "Handbook", "kind": "specification"} | changes
    return add_document(contract=contract, file=document(text), by=by, now=lambda: at, **details)
