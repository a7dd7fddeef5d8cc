"""Beginning a solicitation, writing it, settling its terms, having it reviewed."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from contracts.frameworks.actions import LotNotSigned
from contracts.frameworks.models import FrameworkLot
from contracts.frameworks.places import places_in
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import PERMISSIONS, require
from marketplace.references.actions import ocid_for, take_reference
from rfp.needs.models import Need

from ..checks import faults_of
from ..content import with_codes
from ..models import Invitation, Solicitation
from ..presets import PRESETS, Kind
from ..skeletons import blocks_of
from .terms import Terms

Status = Solicitation.Status


class NotADraft(DomainError):
    sentence = (
        "This solicitation is not a draft any more, so it was not changed. "
        "Under review it waits for the reviewer; once published it changes by an addendum."
    )


class TextIncomplete(DomainError):
    """The text may not be published like this. `sentences` say what is missing."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = list(sentences)
        super().__init__(" ".join(sentences))


@transaction.atomic
def draft_solicitation(
    *,
    kind: str,
    title: str,
    agency: Organisation,
    need: Need | None = None,
    framework_lot: FrameworkLot | None = None,
    body: Sequence[Mapping[str, Any]] | None = None,
    terms: Terms | None = None,
    follows: Solicitation | None = None,
    skeleton: str = "",
    by: Any,
    now: Clock = database_now,
) -> Solicitation:
    """Begins a solicitation of one kind, read by the office and the agency alone; a need fills its outcome in,
    a skeleton the usual parts.

    Raises PermissionDenied, InvalidInput.
    """
    require(by, "rfp.write_solicitation")
    at = now()
    _check_beginning(kind, title, agency, need, framework_lot)
    preset = PRESETS[Kind(kind)]
    reference = take_reference(preset.prefix, at=at)
    solicitation = Solicitation.objects.create(
        reference=reference,
        ocid=_ocid(reference, kind, need),
        kind=kind,
        title=title.strip(),
        body=with_codes(_beginning(need) + blocks_of(skeleton, kind=kind) if body is None else body),
        agency=agency,
        need=need,
        framework_lot=framework_lot,
        follows=follows,
        prepared_by=by,
        created_at=at,
        changed_at=at,
        **(terms or Terms()).fields_for(preset),
    )
    solicitation.save_revision(user=by, clean=False)
    if framework_lot:
        _invite_standing(solicitation, framework_lot)
    data = {"kind": kind, "need": need.reference if need else "", "follows": follows.reference if follows else ""}
    record(action="rfp.solicitation.drafted", obj=solicitation, by=by, at=at, data=data)
    return solicitation


def _check_beginning(
    kind: str, title: str, agency: Organisation, need: Need | None, framework_lot: FrameworkLot | None
) -> None:
    if kind not in Kind.values:
        raise InvalidInput("There is no such kind of solicitation. Choose one of the list.")
    if not title.strip():
        raise InvalidInput("It has no title. Enter one that names the outcome, not a product.")
    if agency.kind != Organisation.Kind.AGENCY:
        raise InvalidInput("It is for no agency. Choose the agency that buys.")
    if need and need.agency_id != agency.pk:
        raise InvalidInput(f"{need.reference} is a need of another agency. Choose that agency, or no need.")
    if framework_lot and kind != Kind.MINI_COMPETITION:
        raise InvalidInput("Only a mini-competition runs inside an agreement. Choose that kind, or no agreement.")


def _ocid(reference: str, kind: str, need: Need | None) -> str:
    """That of the need for the first competition that comes of it; an RFI, and any later one, has its own."""
    taken = need is None or kind == Kind.RFI or Solicitation.objects.filter(ocid=need.ocid).exists()
    return ocid_for(reference) if taken else need.ocid


def _beginning(need: Need | None) -> list[dict[str, Any]]:
    """What the need says already, for the writer to go on from."""
    if need is None:
        return []
    text = [{"type": "outcome", "value": {"title": need.title, "text": need.outcome}}]
    if need.constraints:
        text.append({"type": "background", "value": {"title": "What it has to fit with", "text": need.constraints}})
    return text


def _invite_standing(solicitation: Solicitation, framework_lot: FrameworkLot) -> None:
    """Every vendor of the agreement's lot that has signed it: nobody is left out by hand. Raises InvalidInput."""
    standing = places_in(framework_lot)
    if not any(place.is_bound for place in standing):
        raise InvalidInput(
            f"No vendor has signed {framework_lot.lot} of {framework_lot.framework} yet, so nobody can be invited. "
            "Nothing was kept. Ask the vendors to sign their lot, or ask the market without the agreement."
        )
    reason = f"Stands in {framework_lot.framework.reference}, {framework_lot.lot}"
    Invitation.objects.bulk_create(
        Invitation(solicitation=solicitation, vendor=place.vendor, reason=reason[:500])
        for place in standing
        if place.is_bound
    )


def _refuse_unsigned(framework_lot: FrameworkLot, invited: Mapping[Organisation, str]) -> None:
    for place in places_in(framework_lot):
        if place.vendor in invited and not place.is_bound:
            raise LotNotSigned(place.vendor, framework_lot)


def locked(solicitation: Solicitation) -> Solicitation:
    """The row under its lock, as it stands in the database."""
    return Solicitation.objects.select_for_update().get(pk=solicitation.pk)


def locked_draft(solicitation: Solicitation) -> Solicitation:
    """The same, of one that is still written. Raises NotADraft."""
    stored = locked(solicitation)
    if stored.status != Status.DRAFT:
        raise NotADraft
    return stored


@transaction.atomic
def write_solicitation(
    *,
    solicitation: Solicitation,
    title: str,
    body: Sequence[Mapping[str, Any]],
    latest_revision_id: int | None,
    by: Any,
    now: Clock = database_now,
) -> Solicitation:
    """Saves the text as the newest revision; of a published solicitation it is the draft of the next addendum.

    `latest_revision_id` is the revision that the form was filled in from. Raises PermissionDenied, NotADraft under
    review or once the deadline came, StaleForm, InvalidInput.
    """
    require(by, "rfp.write_solicitation")
    stored, at = locked(solicitation), now()
    if not stored.is_written(at=at):
        raise NotADraft
    if stored.latest_revision_id != latest_revision_id:
        raise StaleForm
    if not title.strip():
        raise InvalidInput("It has no title. Enter one that names the outcome, not a product.")
    is_draft = stored.status == Status.DRAFT
    stored.title, stored.body = title.strip(), with_codes(body)
    if is_draft:
        stored.changed_at = at
        stored.save(update_fields=["title", "body", "changed_at"])
    revision = stored.save_revision(user=by, clean=False)
    verb = "written" if is_draft else "addendum_written"
    record(action=f"rfp.solicitation.{verb}", obj=stored, by=by, at=at, data={"revision": revision.pk})
    return stored


@transaction.atomic
def set_terms(*, solicitation: Solicitation, terms: Terms, by: Any, now: Clock = database_now) -> Solicitation:
    """Settles dates, audience and limits of a draft. Raises PermissionDenied, NotADraft, InvalidInput."""
    require(by, "rfp.write_solicitation")
    stored, at = locked_draft(solicitation), now()
    fields = terms.fields_for(stored.preset)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.changed_at = at
    stored.save(update_fields=[*fields, "changed_at"])
    record(action="rfp.solicitation.terms_set", obj=stored, by=by, at=at, data=fields)
    return stored


@transaction.atomic
def invite_vendors(
    *, solicitation: Solicitation, invited: Mapping[Organisation, str], by: Any, now: Clock = database_now
) -> Solicitation:
    """Names the vendors that may answer, each with a reason that everybody reads.

    Raises PermissionDenied, NotADraft, InvalidInput for no vendor, one that is not verified, or no reason, LotNotSigned
    inside an agreement that the vendor has not signed.
    """
    require(by, "rfp.write_solicitation")
    stored, at = locked_draft(solicitation), now()
    for vendor, reason in invited.items():
        if vendor.kind != Organisation.Kind.VENDOR or vendor.status != Organisation.Status.VERIFIED:
            raise InvalidInput(f"{vendor} is no verified vendor. Invite verified vendors only.")
        if not reason.strip():
            raise InvalidInput(f"Say why {vendor} is invited: everybody reads it.")
    if stored.framework_lot:
        _refuse_unsigned(stored.framework_lot, invited)
    stored.invitations.all().delete()
    Invitation.objects.bulk_create(
        Invitation(solicitation=stored, vendor=vendor, reason=reason.strip()[:500])
        for vendor, reason in invited.items()
    )
    data = {"vendors": [str(vendor) for vendor in invited]}
    record(action="rfp.solicitation.invited", obj=stored, by=by, at=at, data=data)
    return stored


@transaction.atomic
def submit_for_review(*, solicitation: Solicitation, by: Any, now: Clock = database_now) -> Solicitation:
    """Hands the draft to those who may publish it; until they decide nobody changes it.

    Raises PermissionDenied, TextIncomplete, MoveRefused.
    """
    require(by, "rfp.write_solicitation")
    stored, at = locked(solicitation), now()
    if said := faults_of(list(stored.body.raw_data), title=stored.title, preset=stored.preset):
        raise TextIncomplete(said)
    stored.changed_at = at
    revision = stored.latest_revision_id
    move(stored, Status.IN_REVIEW, by=by, at=at, fields=["changed_at"], data={"revision": revision})
    notify(
        recipients=publishers(at=at).exclude(pk__in=writers_of(stored)),
        key=f"{stored.reference}-review-{revision}",
        subject=f"{stored.reference} waits for your review",
        body=f"{by} asks for the publication of “{stored.title}”.",
        address=stored.get_absolute_url(),
        at=at,
    )
    return stored


@transaction.atomic
def return_to_draft(*, solicitation: Solicitation, reason: str, by: Any, now: Clock = database_now) -> Solicitation:
    """Sends it back with what has to change; whoever wrote it is told. Raises PermissionDenied, InvalidInput,
    MoveRefused."""
    require(by, "rfp.review_solicitation")
    stored, at = locked(solicitation), now()
    if not reason.strip():
        raise InvalidInput("Say what has to change: whoever wrote it reads this.")
    move(stored, Status.DRAFT, by=by, at=at, reason=reason.strip())
    notify(
        recipients=User.objects.filter(pk__in=writers_of(stored)).exclude(pk=by.pk),
        key=f"{stored.reference}-returned-{at:%Y%m%d%H%M%S%f}",
        subject=f"{stored.reference} came back from review",
        body=reason.strip(),
        address=stored.get_absolute_url(),
        at=at,
    )
    return stored


def writers_of(solicitation: Solicitation) -> set[int]:
    """Whoever prepared it or saved a revision of its text."""
    wrote = solicitation.revisions.filter(user__isnull=False).values_list("user_id", flat=True)
    return {solicitation.prepared_by_id, *wrote}


def publishers(*, at: datetime.datetime) -> Any:
    """Those whom the table lets publish."""
    roles = {role for grant in PERMISSIONS["rfp.publish_solicitation"] for role in grant.roles}
    held = Membership.objects.in_force(at=at).filter(role__in=roles, organisation__kind="broker")
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))
