"""What every step of an evaluation goes through: the lock, the chair, the chain of its procurement."""

import datetime
from typing import Any

from marketplace.audit.actions import record
from marketplace.errors import DomainError
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import require
from rfp.evaluation.models import Panel, PanelMember
from rfp.evaluation.queries import seats_of
from rfp.solicitations.models import Solicitation


class NotNow(DomainError):
    """The evaluation stands elsewhere."""

    def __init__(self, panel: Panel, sentence: str = "") -> None:
        super().__init__(
            sentence
            or f"This evaluation has come to “{panel.get_status_display().lower()}”, so this cannot be done now. "
            "Nothing was changed. Load its page again."
        )


def chain_of(solicitation: Solicitation) -> str:
    """The part of the trail that holds the evaluation and the award of one procurement, whole."""
    return f"award-{solicitation.reference}"


def locked(panel: Panel, *states: str) -> Panel:
    """The panel as it is, its row locked: members stand in line here. Raises NotNow outside of these states."""
    rows = Panel.objects.select_for_update(of=["self"]).select_related("lot__solicitation__agency")
    stored = rows.get(pk=panel.pk)
    if states and stored.status not in states:
        raise NotNow(stored)
    return stored


def chair_of(panel: Panel) -> PanelMember | None:
    """The seat of who chairs it now."""
    return panel.members.filter(is_chair=True, left_at__isnull=True).select_related("user").first()


def chaired(panel: Panel, by: Any, *states: str) -> Panel:
    """The panel under its lock, for its chair alone. Raises PermissionDenied, NotNow."""
    require(by, "rfp.sit_on_panel", chair_of(panel))
    return locked(panel, *states)


def note(panel: Panel, verb: str, *, by: Any, at: datetime.datetime, **data: Any) -> None:
    """One event of the evaluation in the chain of its procurement."""
    told = {"lot": panel.lot.number, "round": panel.round, **data}
    record(action=f"rfp.panel.{verb}", obj=panel, by=by, at=at, data=told, chain=chain_of(panel.solicitation))


def tell(panel: Panel, people: Any, what: str, body: str, *, at: datetime.datetime) -> None:
    """Tells people of a panel what happened, each once."""
    notify(
        recipients=people,
        key=f"panel-{panel.pk}-{what}-{at:%Y%m%d%H%M%S}",
        subject=f"{panel.solicitation.reference}, lot {panel.lot.number}: {what}",
        body=body,
        address=panel.get_absolute_url(),
        at=at,
    )


def show_scores_if_all_submitted(panel: Panel, *, by: Any, at: datetime.datetime) -> None:
    """With the last evaluator's submission, or without who stepped down, the panel reads all scores."""
    seats = seats_of(panel)
    scoring = [seat for seat in seats if not seat.is_chair]
    enough = len(scoring) >= panel.least_evaluators and all(seat.submitted_at for seat in scoring)
    if panel.status == Panel.Status.SCORING and enough:
        move(panel, Panel.Status.CONSENSUS, by=by, at=at, chain=chain_of(panel.solicitation))
        chairs = [seat.user for seat in seats if seat.is_chair]
        tell(panel, chairs, "All have submitted", "Scores can be agreed now.", at=at)
