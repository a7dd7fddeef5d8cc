"""What can happen to an offering, by whom and when. Publication itself is guarded in publication.py for every route."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.taxonomy.models import Topic
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.organisations.actions.merging import refuse_if_merged
from marketplace.permissions import require

from .models import OfferedServiceLevel, Offering, Plan

EDITABLE = frozenset(
    "name summary description service_models deployment impact_level certification authorisation_path assessor "
    "ready_on authorised_on authorised_until annual_assessment data_location support_hours support_channels exit_terms "
    "open_api sign_in website delivery_mode on_standard_terms no_service_level_promised prices_from prices_until "
    "paid_from paid_words may_be_taken_over takeover_words go_live_at expire_at question_set_version answers".split()
)


class UnderReview(DomainError):
    sentence = (
        "A reviewer has this offering, so it cannot be changed now. Nothing was saved. "
        "Wait for the decision, or withdraw it from review."
    )


class AlreadyUnderReview(DomainError):
    sentence = "This offering is already under review. The reviewers have been told; nothing more is needed."


class NotUnderReview(DomainError):
    sentence = "This offering is not under review any more. Load the page again to see its state."


class LockedByEditor(DomainError):
    sentence = (
        "An editor of the catalogue has locked this offering. Nothing was saved. Ask the broker office to unlock it."
    )


@dataclass(frozen=True)
class Contents:
    """What travels in a revision beside the plain fields. None leaves a part as it is."""

    topics: Sequence[Topic] | None = None
    plans: Sequence[Plan] | None = None
    service_levels: Sequence[OfferedServiceLevel] | None = None


@transaction.atomic
def create_offering(
    *,
    vendor: Any,
    fields: Mapping[str, Any],
    by: Any,
    contents: Contents = Contents(),
    slug: str = "",
    vendor_code: str = "",
    invented: bool = False,
    now: Clock = database_now,
) -> Offering:
    """Drafts an offering with its first revision; nobody but its vendor and the broker office sees it yet.

    Raises PermissionDenied, PartOfAnother, and InvalidInput for values that do not fit.
    """
    known_as = {"slug": slug, "vendor_code": vendor_code}
    offering = Offering(vendor=vendor, **known_as, invented=invented, live=False, **_only_editable(fields))
    require(by, "catalog.create_offering", offering)
    at = now()
    refuse_if_merged(vendor, at=at)
    _put_contents(offering, contents)
    _check(offering)
    offering.save()
    revision = offering.save_revision(user=_person(by), clean=False)
    record(action="catalog.offering.drafted", obj=offering, by=by, at=at, data={"revision": revision.pk})
    return offering


@transaction.atomic
def edit_offering(
    *,
    offering: Offering,
    fields: Mapping[str, Any],
    latest_revision_id: int | None,
    by: Any,
    contents: Contents = Contents(),
    now: Clock = database_now,
) -> Offering:
    """Saves a change as the newest revision; what the public sees changes with publication.

    `latest_revision_id` is the revision that the form was filled in from. Raises PermissionDenied; UnderReview or
    LockedByEditor while somebody else has it; StaleForm where another change came between; InvalidInput.
    """
    require(by, "catalog.edit_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    refuse_while_held(stored, by=by)
    refuse_stale(stored, latest_revision_id)
    version = stored.get_latest_revision_as_object()
    for name, value in _only_editable(fields).items():
        setattr(version, name, value)
    _put_contents(version, contents)
    _check(version)
    if not stored.live:
        version.save()
    revision = version.save_revision(user=_person(by), clean=False)
    data = {"revision": revision.pk, "fields": sorted(fields)}
    record(action="catalog.offering.edited", obj=stored, by=by, at=now(), data=data)
    return version


def refuse_while_held(offering: Offering, *, by: Any) -> None:
    """Raises UnderReview or LockedByEditor while somebody else's decision on it is due."""
    if offering.workflow_in_progress:
        raise UnderReview
    lock = offering.get_lock()
    if lock and lock.for_user(by):
        raise LockedByEditor


def refuse_stale(offering: Offering, latest_revision_id: int | None) -> None:
    """Raises StaleForm unless the newest revision is the one the form came from. The caller holds the row lock."""
    if offering.latest_revision_id != latest_revision_id:
        raise StaleForm


@transaction.atomic
def submit_for_moderation(*, offering: Offering, by: Any) -> Offering:
    """Sends the newest revision to the reviewers; until they decide nobody edits it.

    Raises PermissionDenied; AlreadyUnderReview; PublicationRefused where something is missing.
    """
    require(by, "catalog.submit_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    if stored.workflow_in_progress:
        raise AlreadyUnderReview
    state = stored.current_workflow_state
    if state:
        state.resume(by)
    else:
        stored.get_workflow().start(stored, by)
    return stored


@transaction.atomic
def withdraw_from_review(*, offering: Offering, by: Any, now: Clock = database_now) -> None:
    """Takes it back from the reviewers, so that it can be edited. Raises PermissionDenied; NotUnderReview."""
    require(by, "catalog.submit_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    state = stored.current_workflow_state
    if state is None:
        raise NotUnderReview
    state.cancel(user=_person(by))
    record(action="catalog.offering.withdrawn", obj=stored, by=by, at=now())


def publish_offering(*, offering: Offering, by: Any) -> Offering:
    """Publishes the newest revision. Raises PermissionDenied, and PublicationRefused where something is missing."""
    offering.latest_revision.publish(user=_person(by))
    offering.refresh_from_db()
    return offering


def unpublish_offering(*, offering: Offering, by: Any) -> Offering:
    """Takes the offering off the catalogue. Raises PermissionDenied, and NotPublished where it is not live."""
    offering.unpublish(user=_person(by))
    offering.refresh_from_db()
    return offering


@transaction.atomic
def delete_draft(*, offering: Offering, by: Any, now: Clock = database_now) -> None:
    """Deletes an offering that was never published. Raises PermissionDenied, OfferingKept; UnderReview."""
    require(by, "catalog.delete_offering", offering)
    stored = Offering.objects.select_for_update().get(pk=offering.pk)
    if stored.workflow_in_progress:
        raise UnderReview
    record(action="catalog.offering.deleted", obj=stored, by=by, at=now(), data={"slug": stored.slug})
    stored.delete()


def _only_editable(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := sorted(fields.keys() - EDITABLE):
        raise InvalidInput(f"{', '.join(unknown)} cannot be set here. Nothing was saved.")
    return dict(fields)


def _put_contents(offering: Offering, contents: Contents) -> None:
    """Places topics, plans and service levels on the version in memory; saving writes them."""
    for name in ("topics", "plans", "service_levels"):
        rows = getattr(contents, name)
        if rows is not None:
            setattr(offering, name, rows)
            for order, row in enumerate(rows if name != "topics" else ()):
                row.sort_order = order


def _check(offering: Offering) -> None:
    """Raises InvalidInput with the sentences of everything that does not fit."""
    parts = (offering, *offering.plans.all(), *offering.service_levels.all())
    texts = (value for part in parts for value in vars(part).values() if isinstance(value, str | list))
    faults = ["A text holds a NUL character. Remove it."] if any("\x00" in str(text) for text in texts) else []
    if faults := faults or offering.misfits() or _wrong_answers(offering):
        raise InvalidInput(f"Nothing was saved. {' '.join(faults)}")


def _wrong_answers(offering: Offering) -> list[str]:
    """A draft may have gaps among its answers; what it does answer fits."""
    errors = offering.answer_errors(on=timezone.localdate(), complete=False)
    return [f"{key.replace('_', ' ').capitalize()}: {sentence}." for key, sentence in errors.items()]


def _person(by: Any) -> Any:
    """Wagtail keeps persons; a background job stands as nobody there, and as Stoa in the audit trail."""
    return by if by.pk is not None else None
