"""Freezing a search's results, narrowing them with reasons, taking the last step back, closing the list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.offerings.models import Offering
from catalog.search.query import CatalogueQuery
from catalog.shortlists.models import Shortlist
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from .criteria import Criterion, Kind
from .evidence import evidence_of
from .found import Chosen, found_by, standing_on
from .models import Longlist, LonglistEntry, LonglistExclusion, LonglistStep
from .pinned import Pinned, beside_of, digest_of
from .queries import pinned_of, standing_entries

MOST_LEFT = 30
_BATCH = 500


class NoDraft(DomainError):
    sentence = "This longlist is frozen and stays as it is. Start a new one that takes its place."


class NothingLeft(DomainError):
    sentence = "This would leave no offering at all. Nothing was recorded. Ask for less, or by another criterion."


class NoStep(DomainError):
    sentence = "There is no step to take back. Load the page again to see the list as it stands."


class TooManyLeft(DomainError):
    def __init__(self, left: int) -> None:
        super().__init__(
            f"{left:,} offerings are left, and a longlist closes with at most {MOST_LEFT}. Narrow it further first."
        )


@transaction.atomic
def start_longlist(
    *,
    title: str,
    organisation: Organisation,
    query: CatalogueQuery,
    supersedes: Longlist | None = None,
    partial: bool = False,
    by: Any,
    now: Clock = database_now,
) -> Longlist:
    """Freezes everything that holds all words of a search now: which versions, which figures beside them, by which
    engine. What holds only some of the words comes with `partial`.

    Raises PermissionDenied, InvalidInput, NothingFound, NothingHoldsAll, TooManyFound; SearchRefused for what the
    catalogue refuses.
    """
    require(by, "catalog.start_longlist", organisation)
    title = _checked(title, organisation, supersedes)
    chosen = found_by(query, partial=partial)
    longlist = _keep(chosen, title=title, organisation=organisation, supersedes=supersedes, by=by, at=now())
    data = {"query": longlist.query, "engine": chosen.engine, "found": longlist.found, "partial": partial}
    record(action="catalog.longlist.started", obj=longlist, by=by, at=longlist.opened_at, data=data)
    return longlist


@transaction.atomic
def start_from_shortlist(
    *,
    title: str,
    shortlist: Shortlist,
    reason: str,
    supersedes: Longlist | None = None,
    by: Any,
    now: Clock = database_now,
) -> Longlist:
    """Freezes exactly what stands on a shortlist, with the reason why these and no others.

    Raises PermissionDenied, InvalidInput, ShortlistEmpty, GoneFromCatalogue.
    """
    shortlist = Shortlist.objects.select_for_update(of=["self"]).select_related("agency").get(pk=shortlist.pk)
    require(by, "catalog.start_longlist", shortlist.agency)
    title = _checked(title, shortlist.agency, supersedes)
    if not reason.strip():
        raise InvalidInput("The choice has no reason. Write why these offerings and no others are looked at.")
    chosen = standing_on(shortlist, reason=reason.strip())
    longlist = _keep(chosen, title=title, organisation=shortlist.agency, supersedes=supersedes, by=by, at=now())
    data = {"shortlist": shortlist.reference, "reason": reason.strip(), "found": longlist.found}
    record(action="catalog.longlist.started", obj=longlist, by=by, at=longlist.opened_at, data=data)
    return longlist


def _checked(title: str, organisation: Organisation, supersedes: Longlist | None) -> str:
    title = " ".join(title.split())
    if not title:
        raise InvalidInput("The longlist has no name. Say in a few words what is to be bought.")
    if supersedes and (supersedes.is_draft or supersedes.organisation_id != organisation.pk):
        raise InvalidInput("Only a frozen longlist of the same organisation can be replaced. Choose another one.")
    return title


def _keep(
    chosen: Chosen, *, title: str, organisation: Organisation, supersedes: Longlist | None, by: Any, at: datetime
) -> Longlist:
    longlist = Longlist.objects.create(
        reference=take_reference("L", at=at),
        organisation=organisation,
        title=title,
        query=chosen.query,
        query_words=list(chosen.words),
        engine=chosen.engine,
        found=len(chosen.ids),
        opened_by=by,
        opened_at=at,
        supersedes=supersedes,
    )
    LonglistEntry.objects.bulk_create(_entries(longlist, chosen.ids, at), batch_size=_BATCH)
    return longlist


def _entries(longlist: Longlist, ids: Sequence[int], at: datetime) -> list[LonglistEntry]:
    rows = Offering.objects.listed().with_admission()
    rows = rows.select_related("vendor", "facts", "live_revision", "question_set_version")
    offerings = rows.prefetch_related("topics").in_bulk(ids)
    if len(offerings) < len(ids):
        raise DomainError("The catalogue changed while its answer was being frozen. Nothing was kept. Try again.")
    return [_entry(longlist, place, offerings[pk], at) for place, pk in enumerate(ids, start=1)]


def _entry(longlist: Longlist, place: int, offering: Offering, at: datetime) -> LonglistEntry:
    revision = offering.live_revision
    content = revision.content if revision else offering.serializable_data()
    pinned = Pinned(content, beside_of(offering, at=at))
    return LonglistEntry(
        longlist=longlist,
        place=place,
        offering=offering,
        revision=revision,
        content=None if revision else content,
        content_digest=digest_of(content),
        name=offering.name,
        beside=pinned.beside,
        facts=pinned.facts(),
    )


@transaction.atomic
def narrow_longlist(
    *, longlist: Longlist, criterion: Criterion, reason: str, by: Any, now: Clock = database_now
) -> LonglistStep:
    """Leaves out what does not fit, each with what about it does not. A criterion that all meet is a step as well.

    Raises PermissionDenied, NoDraft, InvalidInput, NothingLeft.
    """
    require(by, "catalog.narrow_longlist", longlist)
    longlist = _lock_draft(longlist)
    if not reason.strip():
        raise InvalidInput("The step has no reason. Write why this matters for what is to be bought.")
    before = standing_entries(longlist)
    misfits = _misfits(criterion, before)
    if len(misfits) == len(before):
        raise NothingLeft
    step = LonglistStep.objects.create(
        longlist=longlist,
        number=longlist.steps.count() + 1,
        criterion=criterion.as_json(),
        words=criterion.words,
        reason=reason.strip(),
        before=len(before),
        after=len(before) - len(misfits),
        by=by,
        at=now(),
    )
    LonglistExclusion.objects.bulk_create(
        LonglistExclusion(step=step, entry=entry, because=because) for entry, because in misfits.items()
    )
    data = {"step": step.number, "words": step.words, "before": step.before, "after": step.after}
    record(action="catalog.longlist.narrowed", obj=longlist, by=by, at=step.at, data=data)
    return step


def _misfits(criterion: Criterion, entries: Sequence[LonglistEntry]) -> Mapping[LonglistEntry, str]:
    if criterion.kind is Kind.HAND and not set(criterion.offerings) <= {entry.offering_id for entry in entries}:
        raise InvalidInput("One of these offerings is not on the list any more. Load the page again.")
    versions = pinned_of(entries)
    judged = {entry: criterion.misfit(entry.offering_id, versions[entry.pk]) for entry in entries}
    return {entry: because for entry, because in judged.items() if because}


@transaction.atomic
def undo_last_step(*, longlist: Longlist, by: Any, now: Clock = database_now) -> None:
    """Takes the last step back; what it left out stands again. The audit trail keeps that it was there.

    Raises PermissionDenied, NoDraft, NoStep.
    """
    require(by, "catalog.narrow_longlist", longlist)
    longlist = _lock_draft(longlist)
    step = longlist.steps.last()
    if step is None:
        raise NoStep
    data = {"step": step.number, "words": step.words, "reason": step.reason}
    step.delete()
    record(action="catalog.longlist.step_taken_back", obj=longlist, by=by, at=now(), data=data)


@transaction.atomic
def freeze_longlist(*, longlist: Longlist, by: Any, now: Clock = database_now) -> Longlist:
    """Closes the list for good, with the digest of its evidence; the list it replaces is superseded.

    Raises PermissionDenied, NoDraft, TooManyLeft.
    """
    require(by, "catalog.narrow_longlist", longlist)
    longlist = _lock_draft(longlist)
    left = len(standing_entries(longlist))
    if left > MOST_LEFT:
        raise TooManyLeft(left)
    at = now()
    longlist.frozen_by, longlist.frozen_at = by, at
    longlist.digest = digest_of(evidence_of(longlist))
    fields = ("frozen_by", "frozen_at", "digest")
    data = {"digest": longlist.digest, "left": left}
    move(longlist, Longlist.Status.FROZEN, by=by, at=at, fields=fields, data=data)
    if longlist.supersedes_id:
        older = Longlist.objects.select_for_update().get(pk=longlist.supersedes_id)
        if older.status == Longlist.Status.FROZEN:
            move(older, Longlist.Status.SUPERSEDED, by=by, at=at, data={"by": longlist.reference})
    return longlist


def _lock_draft(longlist: Longlist) -> Longlist:
    longlist = Longlist.objects.select_for_update().get(pk=longlist.pk)
    if not longlist.is_draft:
        raise NoDraft
    return longlist
