"""Freezing a search's results, narrowing them with reasons, taking the last step back, closing the list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import transaction

from catalog.offerings.models import Offering
from catalog.saved_searches.words import names_for
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from catalog.search.result import CatalogueResult
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from .criteria import Criterion, Kind
from .evidence import evidence_of
from .models import Longlist, LonglistEntry, LonglistExclusion, LonglistStep
from .pinned import Pinned, beside_of, digest_of
from .queries import pinned_of, standing_entries

MOST_FOUND = 1_000
MOST_LEFT = 30
_BATCH = 500


class NothingFound(DomainError):
    sentence = "This search finds nothing, so there is nothing to freeze. Change the search in the catalogue first."


class TooManyFound(DomainError):
    def __init__(self, found: int) -> None:
        super().__init__(
            f"This search finds {found:,} offerings, and a longlist takes up to {MOST_FOUND:,}. "
            "Say in the catalogue more closely what is looked for, then start again."
        )


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
    by: Any,
    now: Clock = database_now,
) -> Longlist:
    """Freezes everything that a search finds now: which versions, which figures beside them, by which engine.

    Raises PermissionDenied, InvalidInput, NothingFound, TooManyFound; SearchRefused for what the catalogue refuses.
    """
    require(by, "catalog.start_longlist", organisation)
    title = " ".join(title.split())
    if not title:
        raise InvalidInput("The longlist has no name. Say in a few words what is to be bought.")
    if supersedes and (supersedes.is_draft or supersedes.organisation_id != organisation.pk):
        raise InvalidInput("Only a frozen longlist of the same organisation can be replaced. Choose another one.")
    asked = replace(query, page=1, chosen=())
    result = search_catalogue(replace(asked, size=MOST_FOUND))
    if not result.total:
        raise NothingFound
    if result.total > MOST_FOUND:
        raise TooManyFound(result.total)
    at = now()
    longlist = Longlist.objects.create(
        reference=take_reference("L", at=at),
        organisation=organisation,
        title=title,
        query=urlencode(asked.pairs()),
        query_words=names_for([asked]).words_of(asked),
        engine=result.engine,
        found=len(result.hits),
        opened_by=by,
        opened_at=at,
        supersedes=supersedes,
    )
    LonglistEntry.objects.bulk_create(_entries(longlist, result, at), batch_size=_BATCH)
    data = {"query": longlist.query, "engine": result.engine, "found": longlist.found}
    record(action="catalog.longlist.started", obj=longlist, by=by, at=at, data=data)
    return longlist


def _entries(longlist: Longlist, result: CatalogueResult, at: datetime) -> list[LonglistEntry]:
    rows = Offering.objects.listed().with_admission().select_related("vendor", "facts", "live_revision")
    offerings = rows.prefetch_related("topics").in_bulk([hit.offering_id for hit in result.hits])
    found = [offerings[hit.offering_id] for hit in result.hits if hit.offering_id in offerings]
    if len(found) < len(result.hits):
        raise DomainError("The catalogue changed while its answer was being frozen. Nothing was kept. Try again.")
    return [_entry(longlist, place, offering, at) for place, offering in enumerate(found, start=1)]


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
