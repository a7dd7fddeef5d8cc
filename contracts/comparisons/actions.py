"""Freezing offers, weighing, judging and signing. From the signature on nothing of it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from catalog.longlists.pinned import digest_of
from catalog.offerings.plans import price_day
from catalog.offerings.pricing import LARGEST_QUANTITY, LONGEST_TERM
from contracts.frameworks.actions import ClosedForOrders
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from .models import MOST_POINTS, Candidate, Comparison, Judgement, Weight
from .offers import Source, freeze_offers
from .record import ranking_of, record_of, weights_of
from .scoring import JUDGED

FEWEST, MOST = 2, 30


class TooFewOffers(DomainError):
    """There is nothing to compare."""

    def __init__(self, source: Source, left_out: Sequence[Mapping[str, str]]) -> None:
        reasons = "; ".join(f"{row['name']}: {row['because'].rstrip('.').lower()}" for row in left_out[:3])
        super().__init__(
            f"{source.words} has fewer than {FEWEST} offers that can be compared for this quantity and term. "
            f"{f'Left out are {reasons}. ' if reasons else ''}"
            "Nothing was kept. Change the quantity or term, or the list."
        )


class MayNotUse(DomainError):
    sentence = "Your agency may not order under this agreement. Nothing was kept. Compare the offers of a shortlist."


class AlreadySigned(DomainError):
    sentence = "This comparison is signed and stays as it is. Nothing was changed. Start a new one instead."


class NotReady(DomainError):
    """Something is missing before it can be signed."""


@dataclass(frozen=True)
class Judged:
    """What people think of one offer by one criterion: 0 to 5 points, and why."""

    candidate: int
    criterion: str
    points: int
    words: str


@transaction.atomic
def start_comparison(
    *,
    title: str,
    agency: Organisation,
    source: Source,
    quantity: int,
    months: int,
    by: Any,
    now: Clock = database_now,
) -> Comparison:
    """Freezes the offers of a lot, a shortlist or a longlist as they are published now.

    Raises PermissionDenied, InvalidInput, MayNotUse, ClosedForOrders, TooFewOffers.
    """
    require(by, "contracts.start_comparison", agency)
    title = " ".join(title.split())
    if not title or not (1 <= quantity <= LARGEST_QUANTITY and 1 <= months <= LONGEST_TERM):
        raise InvalidInput("A comparison has a name, a quantity and a term. Nothing was kept. Enter all three.")
    at = now()
    _check_lot(source, agency, at)
    frozen = freeze_offers(source, quantity=quantity, months=months, on=price_day(at))
    if len(frozen.candidates) < FEWEST:
        raise TooFewOffers(source, frozen.left_out)
    if len(frozen.candidates) > MOST:
        raise InvalidInput(
            f"More than {MOST} offers would be compared. Nothing was kept. Narrow them on a longlist first."
        )
    comparison = Comparison.objects.create(
        reference=take_reference("D", at=at),
        agency=agency,
        title=title,
        source=source.words[:200],
        lot=source.lot,
        quantity=quantity,
        months=months,
        left_out=list(frozen.left_out),
        priced_on=price_day(at),
        opened_by=by,
        opened_at=at,
    )
    for candidate in frozen.candidates:
        candidate.comparison = comparison
    Candidate.objects.bulk_create(frozen.candidates)
    data = {"source": comparison.source, "offers": len(frozen.candidates), "left_out": len(frozen.left_out)}
    record(action="contracts.comparison.started", obj=comparison, by=by, at=at, data=data)
    return comparison


def _check_lot(source: Source, agency: Organisation, at: Any) -> None:
    if source.lot is None:
        return
    if not source.lot.framework.may_be_used_by(agency):
        raise MayNotUse
    if not source.lot.framework.takes_orders(on=price_day(at)):
        raise ClosedForOrders(source.lot.framework)


@transaction.atomic
def weigh_criteria(
    *, comparison: Comparison, weights: Mapping[str, int], version: int, by: Any, now: Clock = database_now
) -> Comparison:
    """Says how much each criterion counts. Raises PermissionDenied, AlreadySigned, StaleForm, InvalidInput."""
    require(by, "contracts.change_comparison", comparison)
    comparison = _lock_draft(comparison, version)
    used = {criterion: percent for criterion, percent in weights.items() if percent}
    if not set(used) <= set(Weight.Criterion.values) or any(not 1 <= percent <= 100 for percent in used.values()):
        raise InvalidInput("A weight is a whole percentage from 1 to 100. Nothing was saved. Correct the weights.")
    if (whole := sum(used.values())) != 100:
        raise InvalidInput(f"The weights add up to {whole}%. Nothing was saved. Change them until they make 100%.")
    comparison.weights.all().delete()
    Weight.objects.bulk_create(
        Weight(comparison=comparison, criterion=criterion, percent=percent) for criterion, percent in used.items()
    )
    return _changed(comparison, "weighed", {"weights": used}, by=by, now=now)


@transaction.atomic
def judge_offers(
    *, comparison: Comparison, judged: Sequence[Judged], version: int, by: Any, now: Clock = database_now
) -> Comparison:
    """Gives points with reasons; replaces what was given before.

    Raises PermissionDenied, AlreadySigned, StaleForm, InvalidInput.
    """
    require(by, "contracts.change_comparison", comparison)
    comparison = _lock_draft(comparison, version)
    candidates = {candidate.pk: candidate for candidate in comparison.candidates.all()}
    for row in judged:
        if row.candidate not in candidates or row.criterion not in JUDGED or not 0 <= row.points <= MOST_POINTS:
            raise InvalidInput(f"Points go from 0 to {MOST_POINTS}, for each offer. Nothing was saved. Correct them.")
        if not row.words.strip():
            name = candidates[row.candidate].name
            raise InvalidInput(f"The points of {name} have no reason. Nothing was saved. Say why in a sentence.")
    Judgement.objects.filter(candidate__in=candidates).delete()
    Judgement.objects.bulk_create(
        Judgement(
            candidate=candidates[row.candidate], criterion=row.criterion, points=row.points, words=row.words.strip()
        )
        for row in judged
    )
    data = {"judged": [[candidates[row.candidate].name, row.criterion, row.points] for row in judged]}
    return _changed(comparison, "judged", data, by=by, now=now)


@transaction.atomic
def sign_comparison(
    *, comparison: Comparison, reason: str, version: int, by: Any, now: Clock = database_now
) -> Comparison:
    """Closes the comparison for good, with its winner and the digest of its record.

    Raises PermissionDenied, AlreadySigned, StaleForm, NotReady, InvalidInput.
    """
    require(by, "contracts.change_comparison", comparison)
    comparison = _lock_draft(comparison, version)
    if not reason.strip():
        raise InvalidInput("The choice has no reason. Nothing was signed. Say why the first place is the right one.")
    check_ready(comparison)
    first = ranking_of(comparison)[0]
    comparison.winner = next(row for row in comparison.candidates.all() if row.place == first.key)
    comparison.reason, comparison.version = reason.strip(), comparison.version + 1
    comparison.signed_by, comparison.signed_at = by, now()
    comparison.digest = digest_of(record_of(comparison))
    fields = ["winner", "reason", "version", "signed_by", "signed_at", "digest"]
    data = {"winner": comparison.winner.name, "digest": comparison.digest}
    return move(comparison, Comparison.Status.SIGNED, by=by, at=comparison.signed_at, fields=fields, data=data)


def check_ready(comparison: Comparison) -> None:
    """Raises NotReady with what is missing before a signature."""
    weights = weights_of(comparison)
    if sum(weights.values()) != 100:
        raise NotReady("Nothing is weighed yet. Nothing was signed. Say first how much each criterion counts.")
    for candidate in comparison.candidates.all():
        given = {row.criterion for row in candidate.judgements.all()}
        if missing := [criterion for criterion in JUDGED if criterion in weights and criterion not in given]:
            label = Weight.Criterion(missing[0]).label.partition(",")[0].lower()
            raise NotReady(f"{candidate.name} has no points for {label}. Nothing was signed. Judge all offers first.")


def _lock_draft(comparison: Comparison, version: int) -> Comparison:
    locked = Comparison.objects.select_for_update(of=["self"]).with_parts().get(pk=comparison.pk)
    if not locked.is_draft:
        raise AlreadySigned
    if locked.version != version:
        raise StaleForm
    return locked


def _changed(comparison: Comparison, verb: str, data: dict[str, Any], *, by: Any, now: Clock) -> Comparison:
    comparison.version += 1
    comparison.save(update_fields=["version"])
    record(action=f"contracts.comparison.{verb}", obj=comparison, by=by, at=now(), data=data)
    return comparison
