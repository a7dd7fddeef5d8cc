"""Raising a complaint, its way through the office, contesting a remedy, and the final decision."""

import datetime
from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.business_time import close_of_business
from marketplace.clock import Clock, database_now
from marketplace.components.formats import moment
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import Role, require
from marketplace.references.actions import take_reference

from ..models import Complaint, ComplaintStep
from ..queries.complaints import facts_of, is_involved
from ..queries.looking_after import office_members

Status = Complaint.Status
# The steps of the office before a decision: from where each is taken, and whether words belong to it.
OFFICE_STEPS = {
    Status.ACKNOWLEDGED: "What happens next?",
    Status.ASSESSED: "How heavy is it, and why?",
    Status.INVESTIGATING: "What is looked into?",
    Status.AWAITING: "What do you need to know?",
}


class InvolvedBefore(DomainError):
    """Who had a part in it does not decide on it."""

    sentence = (
        "You had a part in this complaint or in what it is about, so somebody else decides. "
        "Ask a colleague with the role of chief customer officer. Nothing was changed."
    )


@transaction.atomic
def raise_complaint(
    *,
    organisation: Organisation,
    title: str,
    words: str,
    remedy_sought: str,
    contract: Contract | None = None,
    month: datetime.date | None = None,
    by: Any,
    now: Clock = database_now,
) -> Complaint:
    """Takes a complaint in: numbered, with what was measured of the month it is about, and one business day to
    acknowledge it. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.raise_complaint", organisation)
    if not (title.strip() and words.strip() and remedy_sought.strip()):
        raise InvalidInput("Say what it is about, what went wrong, and what would put it right. Nothing was sent.")
    if contract and organisation.pk not in (contract.agency_id, contract.vendor_id):
        raise InvalidInput("This contract is not one of your organisation. Choose another one, or none.")
    at = now()
    office = Organisation.objects.broker_offices().order_by("pk").first() or organisation
    month = month.replace(day=1) if month and contract else None
    complaint = Complaint.objects.create(
        reference=take_reference("CP", at=at),
        organisation=organisation,
        raised_by=by,
        raised_at=at,
        acknowledge_due_at=close_of_business(at, 1, calendar_of(office, at=at)),
        title=title.strip(),
        words=words.strip(),
        remedy_sought=remedy_sought.strip(),
        contract=contract,
        month=month,
        facts=facts_of(contract, month),
    )
    ComplaintStep.objects.create(complaint=complaint, to=Status.RECEIVED, by=by, at=at)
    record(action="contracts.complaint.received", obj=complaint, by=by, at=at, data={"title": complaint.title})
    until = moment(complaint.acknowledge_due_at)
    _tell_office(complaint, f"{complaint}: {complaint.title}", f"Acknowledge it until {until}.", at=at)
    return complaint


@transaction.atomic
def take_step(
    *, complaint: Complaint, to: str, words: str, severity: str = "", by: Any, now: Clock = database_now
) -> Complaint:
    """The office acknowledges, assesses, looks into it, or asks the complainant.

    Raises PermissionDenied, InvalidInput without words or, for an assessment, without its weight, MoveRefused.
    """
    require(by, "contracts.handle_complaint", complaint)
    if to not in OFFICE_STEPS:
        raise InvalidInput("The office cannot take this step. Choose one that the page offers.")
    if not words.strip():
        raise InvalidInput("Write down what the complainant should know. Nothing was changed.")
    complaint, at = _locked(complaint), now()
    fields: dict[str, Any] = {}
    if to == Status.ACKNOWLEDGED:
        fields["acknowledged_at"] = at
    if to == Status.ASSESSED:
        if severity not in Complaint.Weight.values:
            raise InvalidInput("Say how heavy it is: low, middle or high. Nothing was changed.")
        fields["severity"] = severity
    return _go(complaint, to, words, by=by, at=at, **fields)


@transaction.atomic
def answer_question(*, complaint: Complaint, words: str, by: Any, now: Clock = database_now) -> Complaint:
    """The complainant answers what the office asked. Raises PermissionDenied, InvalidInput, MoveRefused."""
    require(by, "contracts.answer_complaint", complaint)
    if not words.strip():
        raise InvalidInput("An answer needs words. Nothing was changed.")
    complaint, at = _locked(complaint), now()
    if complaint.status != Status.AWAITING:
        raise MoveRefused(complaint, Status.INVESTIGATING)
    return _go(complaint, Status.INVESTIGATING, words, by=by, at=at)


@transaction.atomic
def propose_remedy(
    *, complaint: Complaint, root_cause: str, remedy: str, by: Any, now: Clock = database_now
) -> Complaint:
    """Why it happened and what is done about it. Who is involved in what it is about does not decide.

    Raises PermissionDenied, InvalidInput, InvolvedBefore, MoveRefused.
    """
    require(by, "contracts.handle_complaint", complaint)
    if not (root_cause.strip() and remedy.strip()):
        raise InvalidInput("A remedy needs its cause: say why it happened and what is done. Nothing was changed.")
    complaint, at = _locked(complaint), now()
    if is_involved(complaint, by, final=False):
        raise InvolvedBefore
    cause = {"root_cause": root_cause.strip(), "remedy": remedy.strip(), "communicated_at": at}
    return _go(complaint, Status.PROPOSED, remedy, by=by, at=at, **cause)


@transaction.atomic
def answer_remedy(
    *, complaint: Complaint, accepted: bool, words: str = "", by: Any, now: Clock = database_now
) -> Complaint:
    """The complainant accepts the remedy, which closes the complaint, or contests it, which takes it to the chief
    customer officer. Raises PermissionDenied, InvalidInput for contesting without words, MoveRefused."""
    require(by, "contracts.answer_complaint", complaint)
    if not accepted and not words.strip():
        raise InvalidInput("Say why the remedy is not enough. Nothing was changed.")
    complaint, at = _locked(complaint), now()
    if accepted:
        _go(complaint, Status.ACCEPTED, words, by=by, at=at)
        return _go(complaint, Status.CLOSED, "", by=by, at=at, closed_at=at)
    _go(complaint, Status.CONTESTED, words, by=by, at=at)
    return _go(complaint, Status.ESCALATED, "", by=by, at=at)


@transaction.atomic
def decide_finally(
    *, complaint: Complaint, decision: str, remedy: str, by: Any, now: Clock = database_now
) -> Complaint:
    """The last word, by a chief customer officer who took no step of it before; told, and closed with it.

    Raises PermissionDenied, InvalidInput, InvolvedBefore, MoveRefused.
    """
    require(by, "contracts.decide_complaint", complaint)
    if not (decision.strip() and remedy.strip()):
        raise InvalidInput("Say what is decided and what is done. The complainant reads it. Nothing was changed.")
    complaint, at = _locked(complaint), now()
    if is_involved(complaint, by, final=True):
        raise InvolvedBefore
    fields = {"decision": decision.strip(), "remedy": remedy.strip(), "decided_by": by, "communicated_at": at}
    _go(complaint, Status.FINAL, decision, by=by, at=at, **fields)
    return _go(complaint, Status.CLOSED, "", by=by, at=at, closed_at=at)


def _locked(complaint: Complaint) -> Complaint:
    rows = Complaint.objects.select_for_update(of=["self"]).select_related("organisation", "raised_by")
    return rows.get(pk=complaint.pk)


def _go(complaint: Complaint, to: str, words: str, *, by: Any, at: datetime.datetime, **fields: Any) -> Complaint:
    for name, value in fields.items():
        setattr(complaint, name, value)
    complaint = move(complaint, to, by=by, at=at, fields=list(fields))
    ComplaintStep.objects.create(complaint=complaint, to=to, words=words.strip(), by=by, at=at)
    subject = f"{complaint}: {complaint.get_status_display().lower()}"
    if by.pk == complaint.raised_by_id or to in (Status.CONTESTED, Status.ESCALATED):
        _tell_office(complaint, subject, words, at=at)
    if by.pk != complaint.raised_by_id:
        _tell(complaint, [complaint.raised_by], subject, words, at=at)
    return complaint


def _tell_office(complaint: Complaint, subject: str, body: str, *, at: datetime.datetime) -> None:
    role = [Role.CHIEF_CUSTOMER_OFFICER]
    if complaint.status != Status.ESCALATED:
        role.append(Role.RELATIONSHIP_MANAGER)
    members = office_members(at=at, roles=role)
    _tell(complaint, User.objects.filter(pk__in=members.values("user_id")), subject, body, at=at)


def _tell(complaint: Complaint, people: Any, subject: str, body: str, *, at: datetime.datetime) -> None:
    notify(
        recipients=people,
        key=f"complaint-{complaint.pk}-{complaint.status}-{at.isoformat()}",
        subject=subject,
        body=body[:2000],
        address=complaint.get_absolute_url(),
        at=at,
    )
