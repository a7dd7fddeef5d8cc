"""One company on a page: what Stoa holds about it, from when, until when, where it is used, and what is due next."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from catalog.admissions.models import Admission, Declaration
from catalog.admissions.queries import declaration_in_force, open_declaration
from marketplace.organisations.duplicates import findings_about
from marketplace.organisations.models import CompanyDetails, Merger, NameChange, Organisation
from marketplace.permissions import allowed, reads_all

from .queries import Document, documents_of

EVENTS_SHOWN = 12
PAST_ACCEPTANCE = {Declaration.Status.PASSED: "ok", Declaration.Status.FAILED: "bad"}
OF_ADMISSION = {Admission.Status.ADMITTED: "ok", Admission.Status.REFUSED: "bad", Admission.Status.ENDED: "bad"}


@dataclass(frozen=True)
class Due:
    """Something that ends on a day, with what to do about it."""

    on: datetime.date
    words: str
    url: str
    over: bool


@dataclass(frozen=True)
class Event:
    """Something that happened to the company."""

    at: datetime.datetime
    words: str
    reason: str = ""
    tone: str = ""


def company_context(vendor: Organisation, *, reader: Any, at: datetime.datetime) -> dict[str, Any]:
    """Everything the page shows. The number of statements does not grow with what the company has."""
    today = timezone.localdate(at)
    company: CompanyDetails | None = getattr(vendor, "company", None)
    in_force = declaration_in_force(vendor, at=at)
    declarations = list(vendor.declarations.visible_to(reader).signed().select_related("signed_by", "decided_by"))
    admissions = list(vendor.admissions.visible_to(reader).select_related("lot", "decided_by"))
    sanctions = list(vendor.sanctions.visible_to(reader))
    changes = list(vendor.name_changes.visible_to(reader))
    documents = documents_of(vendor, reader=reader, on=today)
    mergers = list(Merger.objects.standing().about(vendor))
    office = reads_all(reader)
    return {
        "vendor": vendor,
        "company": company,
        "in_force": in_force,
        "held": open_declaration(vendor),
        "admissions": [row for row in admissions if row.status == Admission.Status.ADMITTED],
        "asked": [row for row in admissions if row.status == Admission.Status.ASKED],
        "documents": documents,
        "sanctions": [row for row in sanctions if not row.is_over(at=at)],
        "due": due_next(vendor, in_force, documents, company, today),
        "merger": next((row for row in mergers if row.predecessor_id == vendor.pk), None),
        "part_of_it": [row for row in mergers if row.successor_id == vendor.pk],
        "naming": next((row for row in changes if row.status == NameChange.Status.ASKED), None),
        "events": history_of(vendor, declarations, admissions, sanctions, changes)[:EVENTS_SHOWN],
        "office": office,
        "findings": findings_about(vendor) if office else [],
        "may_state": bool(company) and allowed(reader, "organisations.state_size", vendor),
        "may_rename": allowed(reader, "organisations.ask_new_name", vendor),
        "may_merge": allowed(reader, "organisations.record_merger", vendor),
        "may_verify": allowed(reader, "organisations.verify_vendor", vendor),
        "may_impose": allowed(reader, "organisations.impose_sanction", vendor),
    }


def due_next(
    vendor: Organisation,
    in_force: Declaration | None,
    documents: list[Document],
    company: CompanyDetails | None,
    today: datetime.date,
) -> list[Due]:
    """The ends of declaration, documents in use and stated size, the soonest first."""
    home = reverse("declaration_home", args=[vendor.slug])
    ends = [(one.file.expires_on, f"“{one.file}” ends", home) for one in documents if one.uses and one.file.expires_on]
    if in_force:
        ends.append((timezone.localdate(in_force.valid_until), "The declaration ends", home))
    if company:
        ends.append((timezone.localdate(company.size_holds_until), "The size is to be confirmed", "#size"))
    return [Due(on, words, url, over=on < today) for on, words, url in sorted(ends)]


def history_of(
    vendor: Organisation, declarations: list, admissions: list, sanctions: list, changes: list
) -> list[Event]:
    """What happened, newest first."""
    events = [Event(vendor.created_at, "Came into Stoa")]
    for row in declarations:
        events.append(Event(row.signed_at, f"Declaration signed by {row.signed_by}"))
        if row.decided_at:
            words = f"Declaration {row.get_status_display().lower()}"
            events.append(Event(row.decided_at, words, row.reason, PAST_ACCEPTANCE[row.status]))
    for row in admissions:
        if row.decided_at:
            words = f"{row.lot}: {row.get_status_display().lower()}"
            events.append(Event(row.decided_at, words, row.reason, OF_ADMISSION[row.status]))
    for row in changes:
        if row.status == NameChange.Status.CONFIRMED:
            events.append(Event(row.decided_at, f"{row.name_before} became {row.name_after}"))
    for row in sanctions:
        events.append(Event(row.starts_at, row.get_kind_display(), row.reason, "bad"))
        if row.lifted_at:
            events.append(Event(row.lifted_at, "Suspension or debarment lifted", row.lifting_reason, "ok"))
    return sorted(events, key=lambda event: event.at)[::-1]
