"""A data-sharing agreement from its draft to its end: cleared by the office, signed by every party, reviewed in time.

A first day or a review that has come holds by comparison; `note_days` only puts it on record and tells the parties.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.components.formats import day
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import MoveRefused, move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, organisations_for, require
from marketplace.references.actions import take_reference

from ..models import DocumentVersion, SharingAgreement, SharingParty, SharingSignature
from ..queries.people import people_of_sharing, reviewers_of_sharing

Status = SharingAgreement.Status
TEXTS = ("title", "purpose", "retention", "legal_basis", "contact")


class NotCleared(DomainError):
    sentence = "The legal review has not cleared this text yet. You are told once it has. Nothing was signed."


class SignedAlready(DomainError):
    sentence = "This is signed for your side already. Another party's signature is missing. Nothing was changed."


class ClearedByYou(DomainError):
    sentence = "You cleared this text in the legal review, so somebody else signs it. Nothing was signed."


class NotYourSide(DomainError):
    sentence = "You sign for no side of this agreement, or you signed for the other one. Nothing was signed."


@dataclass(frozen=True)
class SharingTerms:
    """What bodies agree on; `further` get the data too. `datasets`: each a name, what it holds, terms of its own."""

    title: str
    provider: Organisation
    recipient: Organisation
    purpose: str
    datasets: tuple[dict[str, str], ...]
    retention: str
    legal_basis: str
    contact: str
    starts_on: datetime.date
    review_on: datetime.date
    public: bool = True
    made_from: DocumentVersion | None = None
    further: tuple[Organisation, ...] = ()


def digest_of(agreement: SharingAgreement, review_on: datetime.date | None = None) -> str:
    """SHA-256 over what is signed: the terms as they stand, or a renewal until its next review."""
    said = {name: getattr(agreement, name) for name in (*TEXTS, "datasets", "provider_id", "recipient_id", "version")}
    days = {"starts_on": agreement.starts_on, "review_on": review_on or agreement.review_on}
    content = {**said, **{name: value.isoformat() for name, value in days.items()}, "reference": agreement.reference}
    if further := sorted(agreement.parties[2:]):
        content["further_ids"] = further
    content["round"] = agreement.round + (review_on is not None)
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def draft_sharing(*, terms: SharingTerms, by: Any, now: Clock = database_now) -> SharingAgreement:
    """Begins an agreement of one's own organisation with another one. Raises PermissionDenied, InvalidInput."""
    at = now()
    agreement = SharingAgreement(drafted_by=by, drafted_at=at)
    _take(agreement, terms)
    require(by, "cms.draft_sharing", agreement)
    agreement.reference = take_reference("DS", at=at)
    agreement.save(force_insert=True)
    _take_further(agreement, terms)
    record(action="cms.sharingagreement.drafted", obj=agreement, by=by, at=at, data={"title": agreement.title})
    return agreement


@transaction.atomic
def edit_sharing(
    *, agreement: SharingAgreement, terms: SharingTerms, version: int, by: Any, now: Clock = database_now
) -> SharingAgreement:
    """Changes a draft. Raises PermissionDenied, MoveRefused past drafting, StaleForm, InvalidInput."""
    require(by, "cms.draft_sharing", agreement)
    agreement, at = _locked(agreement), now()
    if agreement.status != Status.DRAFTED:
        raise MoveRefused(agreement, Status.DRAFTED)
    if agreement.version != version:
        raise StaleForm
    _take(agreement, terms)
    _take_further(agreement, terms)
    require(by, "cms.draft_sharing", agreement)  # with the parties that it has now
    agreement.version += 1
    agreement.save()
    record(action="cms.sharingagreement.edited", obj=agreement, by=by, at=at, data={"version": agreement.version})
    return agreement


def _take(agreement: SharingAgreement, terms: SharingTerms) -> None:
    """Raises InvalidInput for terms that do not hold together."""
    for name in TEXTS:
        setattr(agreement, name, getattr(terms, name).strip())
    if not all(getattr(agreement, name) for name in TEXTS):
        raise InvalidInput("Say what it is called, its purpose, how long data is kept, its legal basis and a contact.")
    if terms.provider == terms.recipient:
        raise InvalidInput("An agreement has two sides. Choose another body that receives the data.")
    sides = [terms.provider, terms.recipient, *terms.further]
    if len({one.pk for one in sides}) < len(sides):
        raise InvalidInput("Each body is named once, as the one that gives or as one that gets. Nothing was kept.")
    if any(one.kind == Organisation.Kind.VENDOR for one in sides):
        raise InvalidInput("Public bodies share data here. A vendor works under a contract. Nothing was kept.")
    if not terms.datasets or not all(one.get("name") and one.get("holds") for one in terms.datasets):
        raise InvalidInput("Name at least one set of data, and say what each holds.")
    if terms.review_on <= terms.starts_on:
        raise InvalidInput("The review comes after the first day. Choose a later day.")
    agreement.datasets = [{name: one.get(name, "") for name in ("name", "holds", "terms")} for one in terms.datasets]
    for name in ("provider", "recipient", "starts_on", "review_on", "public", "made_from"):
        setattr(agreement, name, getattr(terms, name))


def _take_further(agreement: SharingAgreement, terms: SharingTerms) -> None:
    agreement.further_parties.all().delete()
    SharingParty.objects.bulk_create(SharingParty(agreement=agreement, organisation=one) for one in terms.further)


@transaction.atomic
def send_to_review(
    *, agreement: SharingAgreement, version: int, by: Any, now: Clock = database_now
) -> SharingAgreement:
    """Hands the draft to the legal review. Raises PermissionDenied, MoveRefused, StaleForm."""
    require(by, "cms.draft_sharing", agreement)
    agreement, at = _locked(agreement), now()
    if agreement.version != version:
        raise StaleForm
    agreement.cleared_by = agreement.cleared_at = None
    agreement = move(agreement, Status.LEGAL_REVIEW, by=by, at=at, fields=["cleared_by", "cleared_at"])
    _tell(agreement, reviewers_of_sharing(at=at), "to review", f"Its purpose: {agreement.purpose}", at=at)
    return agreement


@transaction.atomic
def return_sharing(*, agreement: SharingAgreement, reason: str, by: Any, now: Clock = database_now) -> SharingAgreement:
    """The reviewer, or a side that will not sign, gives it back. Raises PermissionDenied, InvalidInput, MoveRefused."""
    side = organisations_for(by, "cms.sign_sharing") & set(agreement.parties)
    require(by, "cms.sign_sharing" if side else "cms.review_sharing", agreement)
    if not reason.strip():
        raise InvalidInput("Say what has to change. Nothing was changed.")
    agreement, at = _locked(agreement), now()
    agreement.cleared_by = agreement.cleared_at = None
    # The next text is another one even where nobody changes a word: an earlier signature does not stand under it.
    agreement.version += 1
    agreement = move(
        agreement, Status.DRAFTED, by=by, at=at, fields=["cleared_by", "cleared_at", "version"], reason=reason.strip()
    )
    _tell(agreement, people_of_sharing(agreement, at=at), "given back", reason.strip(), at=at)
    return agreement


@transaction.atomic
def clear_sharing(*, agreement: SharingAgreement, version: int, by: Any, now: Clock = database_now) -> SharingAgreement:
    """The legal review finds nothing against it: every party may sign. Raises PermissionDenied, StaleForm,
    MoveRefused."""
    require(by, "cms.review_sharing", agreement)
    agreement, at = _locked(agreement), now()
    if agreement.status != Status.LEGAL_REVIEW or agreement.cleared_at:
        raise MoveRefused(agreement, Status.SIGNED)
    if agreement.version != version:
        raise StaleForm
    agreement.cleared_by, agreement.cleared_at = by, at
    agreement.save(update_fields=["cleared_by", "cleared_at"])
    record(action="cms.sharingagreement.cleared", obj=agreement, by=by, at=at, data={"digest": digest_of(agreement)})
    _tell(agreement, people_of_sharing(agreement, at=at), "to sign", "The legal review has cleared it.", at=at)
    return agreement


@transaction.atomic
def sign_sharing(
    *, agreement: SharingAgreement, organisation: Organisation, digest: str, by: Any, now: Clock = database_now
) -> SharingAgreement:
    """One party signs what it read; with the last signature it is signed.

    Raises PermissionDenied, NotCleared, ClearedByYou, NotYourSide, StaleForm for another text than was read,
    SignedAlready.
    """
    require(by, "cms.sign_sharing", agreement)
    agreement, at = _locked(agreement), now()
    if agreement.status != Status.LEGAL_REVIEW:
        raise MoveRefused(agreement, Status.SIGNED)
    if not agreement.cleared_at:
        raise NotCleared
    if agreement.cleared_by_id == by.pk:
        raise ClearedByYou
    if digest != digest_of(agreement):
        raise StaleForm
    if _signed(agreement, organisation, digest, round=0, by=by, at=at):
        agreement.signed_at = at
        agreement = move(agreement, Status.SIGNED, by=by, at=at, fields=["signed_at"], data={"digest": digest})
        _tell(agreement, people_of_sharing(agreement, at=at), "signed", "Every party has signed it.", at=at)
        _follow_days(agreement, at=at)
    return agreement


@transaction.atomic
def sign_renewal(
    *,
    agreement: SharingAgreement,
    organisation: Organisation,
    review_on: datetime.date,
    by: Any,
    now: Clock = database_now,
) -> SharingAgreement:
    """One party signs that it goes on until `review_on`; once all signed the same day, it is renewed.

    Raises PermissionDenied, MoveRefused before the review is due, InvalidInput for a day that is past, NotYourSide,
    SignedAlready.
    """
    require(by, "cms.sign_sharing", agreement)
    agreement, at = _locked(agreement), now()
    _follow_days(agreement, at=at)
    if agreement.status != Status.REVIEW_DUE:
        raise MoveRefused(agreement, Status.RENEWED)
    if review_on <= office_day(at):
        raise InvalidInput("The next review lies in the future. Choose a later day. Nothing was signed.")
    if agreement.renewal_on != review_on:
        agreement.renewal_on = review_on
        agreement.save(update_fields=["renewal_on"])
    digest = digest_of(agreement, review_on)
    if _signed(agreement, organisation, digest, round=agreement.round + 1, by=by, at=at):
        agreement.review_on, agreement.renewal_on = review_on, None
        agreement.round += 1
        fields = ["review_on", "renewal_on", "round"]
        return move(agreement, Status.RENEWED, by=by, at=at, fields=fields, data={"digest": digest})
    words = f"{organisation} signed its renewal until {day(review_on)}."
    _tell(agreement, people_of_sharing(agreement, at=at).exclude(pk=by.pk), "to renew", words, at=at)
    return agreement


@transaction.atomic
def end_sharing(*, agreement: SharingAgreement, reason: str, by: Any, now: Clock = database_now) -> SharingAgreement:
    """One side ends it, with its reason. Raises PermissionDenied, InvalidInput, MoveRefused before it was signed."""
    require(by, "cms.sign_sharing", agreement)
    if not reason.strip():
        raise InvalidInput("Say why it ends. The other side and the register read it. Nothing was changed.")
    agreement, at = _locked(agreement), now()
    agreement.ended_at, agreement.ended_because = at, reason.strip()
    fields = ["ended_at", "ended_because"]
    agreement = move(agreement, Status.ENDED, by=by, at=at, fields=fields, reason=reason.strip())
    _tell(agreement, people_of_sharing(agreement, at=at), "ended", reason.strip(), at=at)
    return agreement


@transaction.atomic
def note_days(*, by: Any, now: Clock = database_now) -> int:
    """Puts on record which agreements began and which are to be reviewed, and tells their parties. Safe to repeat.

    Returns how many moved. Raises PermissionDenied.
    """
    require(by, "cms.note_sharing_days")
    at = now()
    today, moved = office_day(at), 0
    found = SharingAgreement.objects.to_begin(on=today) | SharingAgreement.objects.to_review(on=today)
    for agreement in found.select_for_update(of=["self"]).order_by("pk"):
        was = agreement.status
        _follow_days(agreement, at=at)
        moved += agreement.status != was
    return moved


def _follow_days(agreement: SharingAgreement, *, at: datetime.datetime) -> None:
    """Records what its days have made of it. The caller holds the lock."""
    today = office_day(at)
    if agreement.status == Status.SIGNED and agreement.starts_on <= today:
        move(agreement, Status.ACTIVE, by=SYSTEM, at=at)
    if agreement.status in (Status.ACTIVE, Status.RENEWED) and agreement.review_on <= today:
        move(agreement, Status.REVIEW_DUE, by=SYSTEM, at=at)
        words = f"Its review is due since {day(agreement.review_on)}. Renew it, every party, or end it."
        _tell(agreement, people_of_sharing(agreement, at=at), "to review", words, at=at)


def _signed(
    agreement: SharingAgreement,
    organisation: Organisation,
    digest: str,
    *,
    round: int,
    by: Any,
    at: datetime.datetime,
) -> bool:
    """Adds a signature; whether every party has signed the same now."""
    given = agreement.signatures.filter(round=round, digest=digest)
    sides = organisations_for(by, "cms.sign_sharing") & set(agreement.parties)
    if organisation.pk not in sides or given.filter(signed_by=by).exclude(organisation=organisation).exists():
        raise NotYourSide
    if given.filter(organisation=organisation).exists():
        raise SignedAlready
    said = {"round": round, "digest": digest, "signed_by": by, "signed_at": at}
    SharingSignature.objects.create(agreement=agreement, organisation=organisation, **said)
    data = {"digest": digest, "organisation": organisation.pk, "round": round}
    record(action="cms.sharingagreement.signature", obj=agreement, by=by, at=at, data=data)
    return given.count() == len(agreement.parties)


def _locked(agreement: SharingAgreement) -> SharingAgreement:
    rows = SharingAgreement.objects.select_for_update(of=["self"]).select_related("provider", "recipient")
    return rows.get(pk=agreement.pk)


def _tell(agreement: SharingAgreement, people: Any, what: str, words: str, *, at: datetime.datetime) -> None:
    notify(
        recipients=people,
        key=f"sharing-{agreement.pk}-{what}-{at.isoformat()}",
        subject=f"{agreement.reference} {what}: {agreement.title}"[:200],
        body=words,
        address=agreement.get_absolute_url(),
        at=at,
    )
