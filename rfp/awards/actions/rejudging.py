"""Judging a lot anew where its frozen result leads nowhere; the first round stays on record."""

from typing import Any

from django.db import transaction

from marketplace.clock import Clock, database_now
from marketplace.lifecycle import move
from marketplace.permissions import require
from rfp.awards.models import Award
from rfp.awards.queries import result_of
from rfp.evaluation.actions import judge_anew
from rfp.evaluation.models import Panel
from rfp.solicitations.models import Solicitation, SolicitationLot

from .awarding import AwardedAlready, NotEvaluated, reopen_quiet_period
from .trail import lock_running


@transaction.atomic
def judge_lot_anew(*, lot: SolicitationLot, reason: str, by: Any, now: Clock = database_now) -> Panel:
    """Sets the result of a lot aside that is awarded to nobody now; a new panel may be formed.

    Raises PermissionDenied, CalledOff, NotEvaluated, AwardedAlready, InvalidInput.
    """
    require(by, "rfp.judge_anew")
    solicitation, at = lock_running(lot), now()
    result = result_of(lot)
    if result is None:
        raise NotEvaluated
    if Award.objects.live().filter(lot=lot).exists():
        raise AwardedAlready
    if solicitation.status == Solicitation.Status.AWARDED:
        move(solicitation, Solicitation.Status.EVALUATED, by=by, at=at, reason=reason.strip())
        reopen_quiet_period(solicitation, at=at)
    return judge_anew(panel=result.panel, reason=reason, by=by, now=lambda: at)
