"""What is left to do once nothing is taken any more: market reports, requests that came back empty, records."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from marketplace.components.formats import day, moment, short_day
from marketplace.permissions import Role, organisations_for
from rfp.bids.models import Bid
from rfp.holds.models import LegalHold
from rfp.market_reports.models import MarketReport
from rfp.records.models import Disclosure, Objection, RetentionSchedule
from rfp.solicitations.models import Solicitation

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

OFFICERS = frozenset({Role.PROCUREMENT_OFFICER, Role.CIO})
SENDERS = frozenset({Role.BID_MANAGER, Role.SIGNATORY, Role.VENDOR_ADMIN})
A_YEAR = datetime.timedelta(days=365)


def reports_to_write(reader: Reader) -> QuerySet[Solicitation]:
    """Requests for information that have closed and that nobody has brought together; the oldest first."""
    if not permitted(reader.user, "rfp.write_market_report"):
        return Solicitation.objects.none()
    closed = Solicitation.objects.closed_at(reader.at).filter(kind=Solicitation.Kind.RFI, market_report=None)
    return closed.order_by("bids_due_at", "pk")


def tell_report_to_write(solicitation: Solicitation, reader: Reader) -> Step:
    return Step(
        what="Bring the answers together to",
        reference=solicitation.reference,
        url=solicitation.get_absolute_url(),
        about=solicitation.title,
        why="No answer is taken any more. Everybody reads the market report, without names.",
        button="Write the report",
        target=reverse("market_report_write", args=[solicitation.reference]),
        since=solicitation.bids_due_at,
    )


def reports_to_release(reader: Reader) -> QuerySet[MarketReport]:
    """Written by somebody else."""
    mine = permitted(reader.user, "rfp.release_market_report")
    drafts = MarketReport.objects.filter(mine, status=MarketReport.Status.DRAFT)
    return drafts.select_related("solicitation", "written_by").order_by("written_at", "pk")


def tell_report_to_release(report: MarketReport, reader: Reader) -> Step:
    return Step(
        what="Release the market report of",
        reference=report.solicitation.reference,
        url=report.get_absolute_url(),
        about=report.solicitation.title,
        why=f"{report.written_by} wrote it. A second person releases it to everybody at one second.",
        button="Read",
        target=report.get_absolute_url(),
        since=report.written_at,
    )


def empty_requests(reader: Reader) -> QuerySet[Solicitation]:
    """Opened without a bid: nothing follows before they are called off."""
    if not permitted(reader.user, "rfp.cancel_solicitation"):
        return Solicitation.objects.none()
    return Solicitation.objects.filter(came_empty=True, status=Solicitation.Status.OPENED).order_by("opened_at", "pk")


def tell_empty(solicitation: Solicitation, reader: Reader) -> Step:
    return Step(
        what="Call off",
        reference=solicitation.reference,
        url=solicitation.get_absolute_url(),
        about=solicitation.title,
        why="No bid came. Once it is called off the market can be asked again from the same text.",
        button="Look",
        target=solicitation.get_absolute_url(),
        since=solicitation.opened_at,
    )


def disclosures_to_answer(reader: Reader) -> QuerySet[Disclosure]:
    """Requests to see bids whose time to object is over."""
    if not permitted(reader.user, "rfp.answer_disclosure"):
        return Disclosure.objects.none()
    waits = Disclosure.objects.filter(status=Disclosure.Status.OPEN, objections_due_at__lte=reader.at)
    return waits.select_related("solicitation").order_by("objections_due_at", "pk")


def tell_disclosure_to_answer(disclosure: Disclosure, reader: Reader) -> Step:
    return Step(
        what="Answer",
        reference=disclosure.reference,
        url=disclosure.get_absolute_url(),
        about=f"a request to see the bids of {disclosure.solicitation.reference}",
        why=f"{disclosure.asked_by} asks. Vendors could object until {moment(disclosure.objections_due_at)}.",
        button="Answer",
        target=reverse("disclosure_answer", args=[disclosure.reference]),
        since=disclosure.objections_due_at,
    )


def disclosures_to_read(reader: Reader) -> QuerySet[Disclosure]:
    """Requests to see a bid of the reader's vendor, while it may object and has not."""
    own = organisations_for(reader.user, "rfp.file_challenge")
    bids = Bid.objects.submitted().filter(vendor_id__in=own, lot__solicitation=OuterRef("solicitation"))
    objected = Objection.objects.filter(disclosure=OuterRef("pk"), bid__vendor_id__in=own)
    waits = Disclosure.objects.filter(status=Disclosure.Status.OPEN, objections_due_at__gt=reader.at)
    asked = waits.filter(Exists(bids), ~Exists(objected))
    return asked.select_related("solicitation").order_by("objections_due_at", "pk")


def tell_disclosure_to_read(disclosure: Disclosure, reader: Reader) -> Step:
    return Step(
        what="Read what would be shown of your bid for",
        reference=disclosure.solicitation.reference,
        url=disclosure.get_absolute_url(),
        about=disclosure.solicitation.title,
        why="Somebody asks to see it. What you marked as confidential is left out without an objection.",
        button="Look",
        target=disclosure.get_absolute_url(),
        mark="Object until",
        due=disclosure.objections_due_at,
    )


def long_holds(reader: Reader) -> QuerySet[LegalHold]:
    """Legal holds that this reader may lift and that stand for a year."""
    mine = permitted(reader.user, "rfp.lift_hold")
    standing = LegalHold.objects.standing().filter(mine, placed_at__lte=reader.at - A_YEAR)
    return standing.select_related("solicitation", "placed_by").order_by("placed_at", "pk")


def tell_hold(hold: LegalHold, reader: Reader) -> Step:
    return Step(
        what="Check the legal hold on",
        reference=hold.solicitation.reference,
        url=reverse("record_page", args=[hold.solicitation.reference]),
        about=hold.solicitation.title,
        why=f"It stands since {short_day(hold.placed_at)}: {hold.reason} Nothing is destroyed while it does.",
        button="Look",
        target=reverse("record_page", args=[hold.solicitation.reference]),
        since=hold.placed_at,
    )


def schedules_to_enact(reader: Reader) -> QuerySet[RetentionSchedule]:
    """Drafts of somebody else; the one that begins first stands on top."""
    mine = permitted(reader.user, "rfp.enact_schedule")
    drafts = RetentionSchedule.objects.filter(mine, status=RetentionSchedule.Status.DRAFT)
    return drafts.select_related("drafted_by").order_by("holds_from", "pk")


def tell_schedule(schedule: RetentionSchedule, reader: Reader) -> Step:
    return Step(
        what="Put into force, or drop,",
        reference=schedule.reference,
        url=schedule.get_absolute_url(),
        about="the next retention schedule",
        why=f"{schedule.drafted_by} drafted it, to hold from {day(schedule.holds_from)}.",
        button="Review",
        target=schedule.get_absolute_url(),
        mark="Schedule begins",
        due=schedule.holds_from,
    )


REPORTS_TO_WRITE = Source(
    "reports-to-write", "market report to write", "market reports to write", OFFICERS, reports_to_write,
    tell_report_to_write,
)  # fmt: skip
REPORTS_TO_RELEASE = Source(
    "reports-to-release", "market report to release", "market reports to release", OFFICERS, reports_to_release,
    tell_report_to_release,
)  # fmt: skip
EMPTY_REQUESTS = Source(
    "empty-requests", "request that nobody answered", "requests that nobody answered", OFFICERS, empty_requests,
    tell_empty,
)  # fmt: skip
DISCLOSURES_TO_ANSWER = Source(
    "disclosures-to-answer", "request to see bids", "requests to see bids", OFFICERS, disclosures_to_answer,
    tell_disclosure_to_answer,
)  # fmt: skip
DISCLOSURES_TO_READ = Source(
    "disclosures-to-read", "request to see your bid", "requests to see your bids", SENDERS, disclosures_to_read,
    tell_disclosure_to_read,
)  # fmt: skip
LONG_HOLDS = Source(
    "long-holds", "legal hold of a year", "legal holds of a year", frozenset({Role.CIO}), long_holds, tell_hold
)
SCHEDULES_TO_ENACT = Source(
    "schedules-to-enact", "retention schedule to put into force", "retention schedules to put into force", OFFICERS,
    schedules_to_enact, tell_schedule,
)  # fmt: skip
