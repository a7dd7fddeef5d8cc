"""Agencies and who looks after them, for programs of the agency and the broker office."""

import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from marketplace.clock import database_now
from marketplace.organisations.models import Organisation
from marketplace.organisations.token_auth import READ
from marketplace.permissions import require
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import Commitment, Complaint, FollowUp, Survey, Thread
from .queries.looking_after import agencies_for
from .queries.satisfaction import Figures, by_quarter, loop_of, overall

router = Router(tags=["relationships"])


class DutyOut(Schema):
    """Who has a duty today, and since when."""

    duty: str
    person: str
    since: datetime.date

    @staticmethod
    def resolve_person(assignment) -> str:
        return assignment.person.name

    @staticmethod
    def resolve_since(assignment) -> datetime.date:
        return assignment.starts_on


class AgencyOut(Schema):
    """`has_manager` is false, too, where the manager has left the role."""

    slug: str
    name: str
    level: str
    has_manager: bool
    looked_after_by: list[DutyOut]

    @staticmethod
    def resolve_level(agency: Organisation) -> str:
        return agency.level


@router.get("", response=Paged[AgencyOut], auth=READ, url_name="agencies")
def list_agencies(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Agencies that you may see, by name, each with who looks after it in the broker office."""
    return paged(request, agencies_for(request.user, at=database_now()), asked)


class GroupOut(Schema):
    """Shares are percent, to one place; none below five answers. The interval is Wilson's, at 95 %."""

    name: str
    asked: int
    answered: int | None
    content_percent: Decimal | None
    interval: list[Decimal] | None

    @staticmethod
    def of(row: Figures) -> dict[str, Any]:
        shown = row.is_shown
        return {
            "name": row.name,
            "asked": row.asked,
            "answered": row.answered if shown else None,
            "content_percent": row.share if shown else None,
            "interval": list(row.interval) if shown and row.interval else None,
        }


class LoopOut(Schema):
    opened: int
    closed: int
    late: int


class SatisfactionOut(Schema):
    overall: GroupOut
    quarters: list[GroupOut]
    follow_ups: LoopOut


satisfaction = Router(tags=["relationships"])


@satisfaction.get("", response=SatisfactionOut, auth=READ, url_name="satisfaction")
def get_satisfaction(request: HttpRequest) -> dict:
    """How content agencies and vendors are, for the broker office. 403 for everybody else."""
    require(request.user, "contracts.read_satisfaction")
    surveys = Survey.objects.visible_to(request.user)
    loop = loop_of(FollowUp.objects.visible_to(request.user), at=database_now())
    return {
        "overall": GroupOut.of(overall(surveys)),
        "quarters": [GroupOut.of(row) for row in by_quarter(surveys)],
        "follow_ups": {"opened": loop.opened, "closed": loop.closed, "late": loop.late},
    }


class ComplaintOut(Schema):
    reference: str
    title: str
    organisation: str
    status: str
    raised_at: datetime.datetime
    acknowledge_due_at: datetime.datetime
    acknowledged_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    contract: str | None

    @staticmethod
    def resolve_organisation(complaint: Complaint) -> str:
        return complaint.organisation.slug

    @staticmethod
    def resolve_contract(complaint: Complaint) -> str | None:
        return complaint.contract.reference if complaint.contract else None


complaints = Router(tags=["relationships"])


@complaints.get("", response=Paged[ComplaintOut], auth=READ, url_name="complaints")
def list_complaints(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Complaints of your organisations, the newest first; the broker office reads all."""
    found = Complaint.objects.visible_to(request.user).select_related("organisation", "contract")
    return paged(request, found, asked)


class PromiseOut(Schema):
    """`owed_by` is the office or the agency; `due_on` the last day on which it is kept on time."""

    agency: str
    words: str
    owed_by: str
    owner: str
    made_to: str
    due_on: datetime.date
    status: str
    done_at: datetime.datetime | None

    @staticmethod
    def resolve_agency(promise: Commitment) -> str:
        return promise.agency.slug

    @staticmethod
    def resolve_owed_by(promise: Commitment) -> str:
        return "office" if promise.is_owed_by_office else "agency"

    @staticmethod
    def resolve_owner(promise: Commitment) -> str:
        return promise.owner.name

    @staticmethod
    def resolve_made_to(promise: Commitment) -> str:
        return promise.made_to.name


promises = Router(tags=["relationships"])


@promises.get("", response=Paged[PromiseOut], auth=READ, url_name="promises")
def list_promises(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Promises between the office and agencies that you may see, the first due first."""
    return paged(request, Commitment.objects.visible_to(request.user).with_people(), asked)


class ThreadOut(Schema):
    """`kind` and `reference` name the record it is about; `last_at` is the moment of its last message.

    `asked` answers first until `answer_due_at`; `answered_at` is null while it has not.
    """

    kind: str
    reference: str
    subject: str
    status: str
    agency: str
    vendor: str | None
    last_at: datetime.datetime
    asked: str | None
    answer_due_at: datetime.datetime | None
    answered_at: datetime.datetime | None

    @staticmethod
    def resolve_asked(thread: Thread) -> str | None:
        return thread.asked.slug if thread.asked else None

    @staticmethod
    def resolve_agency(thread: Thread) -> str:
        return thread.agency.slug

    @staticmethod
    def resolve_vendor(thread: Thread) -> str | None:
        return thread.vendor.slug if thread.vendor else None


threads = Router(tags=["relationships"])


@threads.get("", response=Paged[ThreadOut], auth=READ, url_name="threads")
def list_threads(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Threads that you take part in, the last written first."""
    found = Thread.objects.visible_to(request.user).with_last().with_first_answer()
    found = found.select_related("agency", "vendor", "asked")
    return paged(request, found.order_by("-last_at", "-pk"), asked)
