"""Preparing a buying policy and putting it into force. What is in force is followed by a new one, never changed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import transaction

from catalog.offerings.plans import price_day
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from .models import MOST_APPROVALS, MOST_DAYS, BuyingPolicy, PolicyBand, PolicyRule, Route
from .queries import RouteTerms


class AlreadyEnacted(DomainError):
    sentence = "This policy is in force and stays as it is. Nothing was changed. Prepare the one that follows it."


class FirstDayHasCome(DomainError):
    """A policy never judges what was asked for before it was put into force."""

    def __init__(self, policy: BuyingPolicy) -> None:
        super().__init__(
            f"Its first day, {day(policy.holds_from)}, has come already, and a policy does not reach back. "
            "Nothing was put into force. Edit the draft and choose a later day."
        )


class DayIsTaken(DomainError):
    """Another policy begins on that day."""

    def __init__(self, other: BuyingPolicy) -> None:
        super().__init__(
            f"{other} begins on {day(other.holds_from)} too. Nothing was put into force. Choose another first day."
        )


@dataclass(frozen=True)
class BandTerms:
    """One band: its end (None for the last) and the ways of buying that are open in it."""

    up_to: Decimal | None
    routes: Mapping[str, RouteTerms]


@dataclass(frozen=True)
class PolicyTerms:
    """What a policy says; bands from the lowest values to the highest."""

    summary: str
    holds_from: datetime.date
    bands: Sequence[BandTerms]


@transaction.atomic
def draft_policy(*, terms: PolicyTerms, by: Any, now: Clock = database_now) -> BuyingPolicy:
    """Begins a policy. Raises PermissionDenied, InvalidInput."""
    require(by, "contracts.draft_policy")
    at = now()
    _check(terms, on=price_day(at))
    policy = BuyingPolicy.objects.create(
        reference=take_reference("B", at=at),
        summary=terms.summary.strip(),
        holds_from=terms.holds_from,
        drafted_by=by,
        created_at=at,
    )
    _write_bands(policy, terms)
    record(action="contracts.policy.drafted", obj=policy, by=by, at=at, data={"holds_from": terms.holds_from})
    return policy


@transaction.atomic
def edit_policy(
    *, policy: BuyingPolicy, terms: PolicyTerms, version: int, by: Any, now: Clock = database_now
) -> BuyingPolicy:
    """Replaces what a draft says. Whoever edited it last has drafted it.

    Raises PermissionDenied, AlreadyEnacted, StaleForm, InvalidInput.
    """
    require(by, "contracts.draft_policy")
    policy, at = _lock_draft(policy, version), now()
    _check(terms, on=price_day(at))
    policy.summary, policy.holds_from = terms.summary.strip(), terms.holds_from
    policy.drafted_by, policy.version = by, policy.version + 1
    policy.save(update_fields=["summary", "holds_from", "drafted_by", "version"])
    policy.bands.all().delete()
    _write_bands(policy, terms)
    record(action="contracts.policy.edited", obj=policy, by=by, at=at, data={"holds_from": terms.holds_from})
    return policy


@transaction.atomic
def enact_policy(*, policy: BuyingPolicy, version: int, by: Any, now: Clock = database_now) -> BuyingPolicy:
    """Puts a draft into force from its first day on.

    Raises PermissionDenied (also for whoever drafted it), AlreadyEnacted, StaleForm, FirstDayHasCome, DayIsTaken.
    """
    require(by, "contracts.enact_policy", policy)
    policy, at = _lock_draft(policy, version), now()
    if policy.holds_from <= price_day(at):
        raise FirstDayHasCome(policy)
    if other := BuyingPolicy.objects.enacted().filter(holds_from=policy.holds_from).first():
        raise DayIsTaken(other)
    policy.enacted_by, policy.enacted_at, policy.version = by, at, policy.version + 1
    data = {"drafted_by": policy.drafted_by_id, "holds_from": policy.holds_from}
    fields = ["enacted_by", "enacted_at", "version"]
    move(policy, BuyingPolicy.Status.ENACTED, by=by, at=at, fields=fields, data=data)
    notify(
        recipients=[policy.drafted_by],
        key=f"{policy.reference}-enacted",
        subject=f"In force from {day(policy.holds_from)}: {policy}",
        body=f"{by} put it into force. Requests sent from that day on are judged by it.",
        address=policy.get_absolute_url(),
        at=at,
    )
    return policy


def _lock_draft(policy: BuyingPolicy, version: int) -> BuyingPolicy:
    policy = BuyingPolicy.objects.select_for_update(of=["self"]).select_related("drafted_by").get(pk=policy.pk)
    if not policy.is_draft:
        raise AlreadyEnacted
    if policy.version != version:
        raise StaleForm
    return policy


def _write_bands(policy: BuyingPolicy, terms: PolicyTerms) -> None:
    for number, part in enumerate(terms.bands, start=1):
        band = PolicyBand.objects.create(policy=policy, number=number, up_to=part.up_to)
        PolicyRule.objects.bulk_create(
            PolicyRule(band=band, route=route, **vars(part.routes[route])) for route in Route if route in part.routes
        )


def _check(terms: PolicyTerms, *, on: datetime.date) -> None:
    if not terms.summary.strip():
        raise InvalidInput("The policy does not say what it changes, and why. Say it in a sentence or two.")
    if terms.holds_from <= on:
        raise InvalidInput("A policy holds from tomorrow at the earliest. Choose a later first day.")
    ends = [band.up_to for band in terms.bands]
    if not ends or ends[-1] is not None or None in ends[:-1]:
        raise InvalidInput("Every band but the last ends at an amount, and the last has no end. Correct the bands.")
    if any(lower >= higher for lower, higher in pairwise([Decimal(0), *(end for end in ends if end is not None)])):
        raise InvalidInput("The bands do not rise. Each ends above the one before it, the first above zero.")
    for number, band in enumerate(terms.bands, start=1):
        if not band.routes:
            raise InvalidInput(f"Nothing can be bought in band {number}. Open at least one way of buying there.")
        for asked in band.routes.values():
            if not (1 <= asked.approvals <= MOST_APPROVALS and 0 <= asked.minimum_days <= MOST_DAYS):
                raise InvalidInput(
                    f"A way of buying asks for 1 to {MOST_APPROVALS} approvals and 0 to {MOST_DAYS} days."
                )
