"""Loads the library: what bodies share, who works by it, who gives which data to whom, and what is still wanted."""

import datetime
from typing import Any

from django.db import transaction

from cms.library.actions import (
    SharingTerms,
    adapt_document,
    adopt_document,
    answer_question,
    answer_request,
    ask_for_document,
    ask_question,
    clear_sharing,
    draft_sharing,
    note_days,
    publish_document,
    rate_document,
    send_to_review,
    sign_sharing,
    start_document,
    write_document,
)
from cms.library.actions.sharing import digest_of
from cms.library.models import DocumentRequest, DocumentVersion, LibraryDocument, SharingAgreement
from marketplace.accounts.models import User
from marketplace.permissions import SYSTEM

from . import world
from .loader_orders import at_work, clock, working_days_ago
from .loader_people import Cast
from .persons import PERSONS

A_DAY = datetime.timedelta(days=1)
SLUGS = {person.slug for person in PERSONS}


@transaction.atomic
def load_library(cast: Cast, *, today: datetime.date) -> int:
    """Let each thing happen, unless it did. Returns how many were new."""
    told, made, known = world.library(), 0, {}
    for record in told["documents"]:
        document = LibraryDocument.objects.filter(title=record["title"]).first()
        if document is None:
            document, made = _shared(cast, record, today), made + 1
        known[record["key"]] = document
    made += sum(_adapted(cast, record, known[record["from"]], today) for record in told["adaptations"])
    made += sum(_agreed(cast, record, known.get(record["template"]), today) for record in told["agreements"])
    return made + sum(_wanted(cast, record, today) for record in told["requests"])


def _who(cast: Cast, name: str) -> User:
    """A person one can sign in as by the slug, another one of the story by name."""
    return cast.person(name) if name in SLUGS else cast.named(name)


def _newest(document: LibraryDocument) -> DocumentVersion:
    return DocumentVersion.objects.current().select_related("document__owner").get(document=document)


def _published(cast: Cast, document: LibraryDocument, record: world.Record) -> LibraryDocument:
    who = _who(cast, record.get("publisher") or record["by"])
    return publish_document(document=document, latest_revision_id=document.latest_revision_id, by=who)


def _shared(cast: Cast, record: world.Record, today: datetime.date) -> LibraryDocument:
    fields = {name: record[name] for name in ("kind", "title", "summary", "text", "licence", "readers")}
    fields["review_on"] = today + record["good_for"] * A_DAY
    owner, by = cast.organisations[record["owner"]], _who(cast, record["by"])
    document = _published(cast, start_document(owner=owner, fields=fields, by=by), record)
    if following := record.get("next"):
        changed = {"text": document.text.replace(*following["replace"]), "note": following["note"]}
        told = {"latest_revision_id": document.latest_revision_id, "by": by}
        document = _published(cast, write_document(document=document, fields=changed, **told), record)
    _heard(cast, record, document)
    return document


def _heard(cast: Cast, record: world.Record, document: LibraryDocument) -> None:
    version = _newest(document)
    for one in record["adopted"]:
        agency, by = cast.organisations[one["agency"]], _who(cast, one["by"])
        adopt_document(version=version, agency=agency, note=one["note"], by=by)
    for one in record["rated"]:
        said = {"stars": one["stars"], "comment": one["comment"], "by": _who(cast, one["by"])}
        rate_document(document=document, organisation=cast.organisations[one["agency"]], **said)
    for one in record["questions"]:
        agency, by = cast.organisations[one["agency"]], _who(cast, one["by"])
        question = ask_question(document=document, organisation=agency, words=one["words"], by=by)
        if answer := one.get("answer"):
            answer_question(question=question, answer=answer, by=_who(cast, one["answered_by"]))


def _adapted(cast: Cast, record: world.Record, original: LibraryDocument, today: datetime.date) -> int:
    if LibraryDocument.objects.filter(title=record["title"]).exists():
        return 0
    by, owner = _who(cast, record["by"]), cast.organisations[record["owner"]]
    copy = adapt_document(version=_newest(original), owner=owner, by=by)
    fields = {"title": record["title"], "summary": record["summary"], "text": copy.text.replace(*record["replace"])}
    fields["review_on"] = today + record["good_for"] * A_DAY
    draft = write_document(document=copy, fields=fields, latest_revision_id=copy.latest_revision_id, by=by)
    _published(cast, draft, record)
    return 1


def _agreed(cast: Cast, record: world.Record, template: LibraryDocument | None, today: datetime.date) -> int:
    """Drafted, cleared and signed in the fortnight before its first day; what came since is noted."""
    if SharingAgreement.objects.filter(title=record["title"]).exists():
        return 0
    first = today - record["days_ago"] * A_DAY
    drafted, later = (clock(at_work(first - days * A_DAY)) for days in (14, 7))
    texts = {name: record[name] for name in ("title", "purpose", "retention", "legal_basis", "contact")}
    terms = SharingTerms(
        **texts,
        provider=cast.organisations[record["provider"]],
        recipient=cast.organisations[record["recipient"]],
        datasets=tuple(record["datasets"]),
        starts_on=first,
        review_on=today + record["review_in"] * A_DAY,
        made_from=_newest(template) if template else None,
    )
    drafter, reviewer = _who(cast, record["drafted_by"]), cast.person("contract-manager")
    agreement: Any = draft_sharing(terms=terms, by=drafter, now=drafted)
    agreement = send_to_review(agreement=agreement, version=agreement.version, by=drafter, now=drafted)
    agreement = clear_sharing(agreement=agreement, version=agreement.version, by=reviewer, now=later)
    for side, who in ((terms.provider, "giver"), (terms.recipient, "taker")):
        told = {"organisation": side, "digest": digest_of(agreement), "by": _who(cast, record[who])}
        agreement = sign_sharing(agreement=agreement, now=later, **told)
    note_days(by=SYSTEM, now=clock(at_work(first)))
    note_days(by=SYSTEM, now=clock(working_days_ago(1, today=today)))
    return 1


def _wanted(cast: Cast, record: world.Record, today: datetime.date) -> int:
    agency = cast.organisations[record["agency"]]
    if DocumentRequest.objects.filter(organisation=agency, title=record["title"]).exists():
        return 0
    at = at_work(today - record["days_ago"] * A_DAY)
    texts = {name: record[name] for name in ("title", "words", "kind")}
    wanted = ask_for_document(organisation=agency, by=_who(cast, record["by"]), now=clock(at), **texts)
    for one in record["answers"]:
        told = {"organisation": cast.organisations[one["agency"]], "words": one["words"], "by": _who(cast, one["by"])}
        answer_request(wanted=wanted, now=clock(at + 2 * A_DAY), **told)
    return 1
