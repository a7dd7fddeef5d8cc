"""Forming a panel, declaring conflicts, replacing who is absent, giving out letters."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.permissions import Role, holds, require
from rfp.bids.queries import proposals_of
from rfp.evaluation.models import ConflictDeclaration, Panel, PanelMember, ProposalAlias
from rfp.evaluation.queries import bidders_of, has_declared, openers_of, seats_of
from rfp.solicitations.models import Solicitation, SolicitationLot

from .trail import NotNow, chain_of, locked, note, show_scores_if_all_submitted, tell

Status = Panel.Status
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class PanelExists(DomainError):
    sentence = "This lot has a panel already. Nothing was changed. Replace a member of it, or have it judged anew."


class NothingToJudge(DomainError):
    sentence = "No bid came for this lot, so there is nothing to judge. Cancel the request: “Nothing came in”."


class PanelNotReady(DomainError):
    """Somebody has not declared, or there are too few, or somebody knows the names."""


@dataclass(frozen=True)
class Seat:
    """Who is asked to sit on a panel, and where the person comes from."""

    user: User
    stands_for: str


@transaction.atomic
def form_panel(
    *,
    lot: SolicitationLot,
    chair: Seat,
    evaluators: Sequence[Seat],
    least: int = 3,
    by: Any,
    now: Clock = database_now,
) -> Panel:
    """Names who judges a lot. Raises PermissionDenied, PanelExists, NothingToJudge, InvalidInput."""
    require(by, "rfp.form_panel")
    solicitation = Solicitation.objects.select_for_update().get(pk=lot.solicitation_id)
    at = now()
    if not solicitation.preset.evaluated or solicitation.status not in {"published", "opened"}:
        raise InvalidInput("A panel judges what is published and takes sealed bids. Nothing was changed.")
    if Panel.objects.live().filter(lot=lot).exists():
        raise PanelExists
    if solicitation.opened_at is not None and not proposals_of(lot):
        raise NothingToJudge
    _check_seats(chair, evaluators, least, openers_of(lot))
    number = lot.panels.count() + 1
    formula = solicitation.price_formula
    panel = Panel.objects.create(
        lot=lot, round=number, least_evaluators=least, formula=formula, formed_by=by, formed_at=at
    )
    for seat in (chair, *evaluators):
        PanelMember.objects.create(
            panel=panel, user=seat.user, is_chair=seat is chair, stands_for=seat.stands_for.strip(), joined_at=at
        )
    names = {"chair": str(chair.user), "evaluators": [str(seat.user) for seat in evaluators]}
    note(panel, "formed", by=by, at=at, formula=formula, least=least, **names)
    people = [seat.user for seat in (chair, *evaluators)]
    tell(panel, people, "You are on the panel", "Declare conflicts once the bids are opened.", at=at)
    return panel


def _check_seats(chair: Seat, evaluators: Sequence[Seat], least: int, openers: set[int]) -> None:
    people = [chair.user, *(seat.user for seat in evaluators)]
    if len({person.pk for person in people}) < len(people):
        raise InvalidInput("Somebody is named twice. A chair does not score, and nobody sits on two chairs.")
    if least < 2 or len(evaluators) < least:
        raise InvalidInput(f"At least {max(least, 2)} evaluators judge, beside the chair. Name more.")
    for person in people:
        check_seat(person, openers, chairs=person == chair.user)


def check_seat(person: User, openers: set[int], *, chairs: bool = False) -> None:
    """Raises InvalidInput for somebody who may not judge: without the role, or who knows the names."""
    wanted = {Role.PANEL_CHAIR} if chairs else {Role.EVALUATOR, Role.PANEL_CHAIR}
    if not holds(person, wanted):
        raise InvalidInput(f"{person} is no {'panel chair' if chairs else 'evaluator'}. Choose somebody who is.")
    if person.pk in openers:
        raise InvalidInput(f"{person} opened the bids and knows the names, so cannot judge. Choose somebody else.")


@transaction.atomic
def declare_conflicts(
    *, member: PanelMember, with_bidders: Sequence[str] = (), words: str = "", by: Any, now: Clock = database_now
) -> ConflictDeclaration:
    """Declares against the list of bidders, once; who has a conflict leaves at once, having seen nothing.

    Raises PermissionDenied, NotNow before the opening or after having declared, InvalidInput.
    """
    require(by, "rfp.sit_on_panel", member)
    panel = locked(member.panel, Status.FORMED, Status.SCORING)
    member, at = PanelMember.objects.select_related("user").get(pk=member.pk), now()
    if panel.solicitation.opened_at is None or member.left_at or has_declared(member):
        raise NotNow(panel, "Conflicts are declared once by each member, after the opening. Nothing was changed.")
    bidders = bidders_of(panel.lot)
    if not set(with_bidders) <= set(bidders):
        raise InvalidInput("Choose bidders of the list.")
    if with_bidders and not words.strip():
        raise InvalidInput("Say in a sentence what the conflict is. Only the officers and the auditor read it.")
    row = ConflictDeclaration.objects.create(
        member=member, with_bidders=sorted(with_bidders), words=words.strip(), declared_at=at
    )
    note(panel, "declared", by=by, at=at, conflict=row.has_conflict, bidders=len(bidders))
    if row.has_conflict:
        _leave(panel, member, "A conflict of interest was declared.", by=by, at=at)
    return row


@transaction.atomic
def step_down(*, member: PanelMember, reason: str, by: Any, now: Clock = database_now) -> PanelMember:
    """A conflict shows later: the member leaves, and what was scored does not count. Raises PermissionDenied,
    NotNow once quality is agreed, InvalidInput."""
    require(by, "rfp.sit_on_panel", member)
    panel = locked(member.panel, Status.FORMED, Status.SCORING)
    if not reason.strip():
        raise InvalidInput("Say why you step down.")
    at = now()
    left = _leave(panel, PanelMember.objects.get(pk=member.pk), reason.strip(), by=by, at=at)
    show_scores_if_all_submitted(panel, by=by, at=at)
    return left


@transaction.atomic
def replace_member(
    *, member: PanelMember, successor: Seat, reason: str, by: Any, now: Clock = database_now
) -> PanelMember:
    """Somebody else sits down for who is absent or stepped down. Raises PermissionDenied, NotNow, InvalidInput."""
    require(by, "rfp.form_panel")
    panel = locked(member.panel, Status.FORMED, Status.SCORING)
    member, at = PanelMember.objects.get(pk=member.pk), now()
    if PanelMember.objects.filter(replaces=member).exists():
        raise InvalidInput("Somebody took this seat already. Load the page again.")
    check_seat(successor.user, openers_of(panel.lot), chairs=member.is_chair)
    if panel.members.filter(user=successor.user).exists():
        raise InvalidInput(f"{successor.user} sits, or sat, on this panel. Choose somebody else.")
    if member.left_at is None:
        if not reason.strip():
            raise InvalidInput("Say why the member is replaced: it stays on record.")
        _leave(panel, member, reason.strip(), by=by, at=at)
    row = PanelMember.objects.create(
        panel=panel,
        user=successor.user,
        is_chair=member.is_chair,
        stands_for=successor.stands_for.strip(),
        joined_at=at,
        replaces=member,
    )
    note(panel, "member_replaced", by=by, at=at, left=str(member.user), came=str(row.user), reason=reason.strip())
    people = [seat.user for seat in seats_of(panel)]
    tell(panel, people, "The panel changed", f"{row.user} sits down for {member.user}.", at=at)
    return row


def _leave(panel: Panel, member: PanelMember, reason: str, *, by: Any, at: datetime.datetime) -> PanelMember:
    member.left_at, member.left_because = at, reason
    member.save(update_fields=["left_at", "left_because"])
    note(panel, "member_left", by=by, at=at, member=str(member.user), reason=reason)
    tell(panel, [panel.formed_by], "A member left the panel", f"{member.user}: {reason}", at=at)
    return member


@transaction.atomic
def assign_letters(*, panel: Panel, by: Any, now: Clock = database_now) -> Panel:
    """Gives each bid a letter by lot; from then on proposals are read and scored. Only who opened the bids may.

    Raises PermissionDenied, NotNow, PanelNotReady, NothingToJudge.
    """
    require(by, "rfp.assign_letters")
    panel, at = locked(panel, Status.FORMED), now()
    openers = openers_of(panel.lot)
    if panel.solicitation.status != Solicitation.Status.OPENED or by.pk not in openers:
        raise PanelNotReady("Letters are given out by an officer who opened the bids. Nothing was changed.")
    seats = seats_of(panel)
    _check_ready(panel, seats, openers)
    proposals = proposals_of(panel.lot)
    if not proposals:
        raise NothingToJudge
    secrets.SystemRandom().shuffle(proposals)
    ProposalAlias.objects.bulk_create(
        ProposalAlias(panel=panel, bid=one.bid, letter=letter_of(place), fault=one.fault)
        for place, one in enumerate(proposals)
    )
    panel.scoring_at = at
    data = {"proposals": len(proposals), "not_readable": sum(bool(one.fault) for one in proposals)}
    move(panel, Status.SCORING, by=by, at=at, fields=["scoring_at"], data=data, chain=chain_of(panel.solicitation))
    people = [seat.user for seat in seats if not seat.is_chair]
    tell(
        panel, people, "Proposals can be scored", "Each alone; others’ scores are shown once all have submitted.", at=at
    )
    return panel


def _check_ready(panel: Panel, seats: Sequence[PanelMember], openers: set[int]) -> None:
    waiting = [str(seat.user) for seat in seats if not has_declared(seat)]
    if waiting:
        raise PanelNotReady(f"Not everybody has declared yet: {', '.join(waiting)}. Nothing was changed.")
    scoring = [seat for seat in seats if not seat.is_chair]
    if len(scoring) < panel.least_evaluators or len(scoring) == len(seats):
        raise PanelNotReady(
            f"A chair and at least {panel.least_evaluators} evaluators without conflict judge. Nothing was changed. "
            "Replace who left."
        )
    if any(seat.user_id in openers for seat in seats):
        raise PanelNotReady("A member opened the bids and knows the names. Nothing was changed. Replace that member.")


def letter_of(place: int) -> str:
    """A to Z, then AA, AB…"""
    high, low = divmod(place, len(LETTERS))
    return (LETTERS[high - 1] if high else "") + LETTERS[low]
