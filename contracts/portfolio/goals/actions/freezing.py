"""Freezing an agency's quarter: every measure with its value, its target and the rows that it follows from."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now, office_day
from marketplace.errors import DomainError
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Organisation
from marketplace.permissions import require
from marketplace.references.actions import take_reference

from ..models import (
    GoalScorecard,
    GoalScorecardLine,
    Measure,
    quarter_after,
    quarter_name,
    quarter_of,
)
from ..queries import missed_without_plan
from ..sources import SOURCES, Measured

FORMULA_VERSION = 1


class QuarterStillRuns(DomainError):
    sentence = "This quarter is not over yet, so nothing was frozen. Choose one that is."


class QuarterFrozen(DomainError):
    sentence = "This quarter is frozen already. To draw it up again, say why; the first stays beside it."


class NothingToMeasure(DomainError):
    sentence = "This agency has no measure that ran in this quarter, so there is nothing to freeze. Set one first."


class PlanMissing(DomainError):
    """Missed goals of the quarter before have no improvement plan."""

    def __init__(self, lines: Sequence[GoalScorecardLine]) -> None:
        named = "; ".join(str(line.measure.goal) for line in lines)
        super().__init__(
            f"Missed in the quarter before and still without an improvement plan: {named}. "
            "Nothing was frozen. Let the agency plan what it does first."
        )


@transaction.atomic
def freeze_quarter(
    *, agency: Organisation, quarter: datetime.date, reason: str = "", by: Any, now: Clock = database_now
) -> GoalScorecard:
    """Measures every goal of an agency over a quarter that is over, and freezes it with its inputs and their digest.

    A second time it needs a reason and makes a further revision. Raises PermissionDenied, QuarterStillRuns,
    NothingToMeasure, PlanMissing where a missed goal of the quarter before has no plan, QuarterFrozen.
    """
    require(by, "contracts.freeze_quarter")
    agency = Organisation.objects.select_for_update(of=["self"]).get(pk=agency.pk)
    at, quarter = now(), quarter_of(quarter)
    if quarter_after(quarter) > office_day(at):
        raise QuarterStillRuns
    measures = list(
        Measure.objects.running(on=quarter).filter(goal__agency=agency).select_related("goal", "owner").order_by("pk")
    )
    if not measures:
        raise NothingToMeasure
    if unplanned := missed_without_plan(agency, before=quarter):
        raise PlanMissing(unplanned)
    revision = GoalScorecard.objects.filter(agency=agency, quarter=quarter).count() + 1
    if revision > 1 and not reason.strip():
        raise QuarterFrozen
    found = [(measure, SOURCES[measure.source](agency, quarter, at)) for measure in measures]
    scorecard = GoalScorecard.objects.create(
        reference=take_reference("GS", at=at),
        agency=agency,
        quarter=quarter,
        revision=revision,
        reason=reason.strip() if revision > 1 else "",
        digest=digest_of(found),
        drawn_up_at=at,
        drawn_up_by=by,
    )
    lines = GoalScorecardLine.objects.bulk_create(_line(scorecard, *each) for each in found)
    missed = [line for line in lines if line.outcome == GoalScorecardLine.Outcome.MISSED]
    data = {"quarter": quarter, "revision": revision, "digest": scorecard.digest, "missed": len(missed)}
    record(action="contracts.goal_scorecard.frozen", obj=scorecard, by=by, at=at, data=data)
    for line in missed:
        _tell_owner(scorecard, line, at=at)
    return scorecard


def outcome_of(measure: Measure, measured: Measured) -> str:
    """Met, missed, or not measured: on the target itself it is met."""
    outcome = GoalScorecardLine.Outcome
    if measured.value is None:
        return outcome.UNMEASURED
    at_least = measure.direction == Measure.Direction.AT_LEAST
    reached = measured.value >= measure.target if at_least else measured.value <= measure.target
    return outcome.MET if reached else outcome.MISSED


def digest_of(found: Sequence[tuple[Measure, Measured]]) -> str:
    """SHA-256 over what was asked, against which target, and every row that was found."""
    told = [
        {
            "measure": measure.pk,
            "source": measure.source,
            "target": f"{measure.target:.3f}",
            "direction": measure.direction,
            "value": None if measured.value is None else f"{measured.value:.3f}",
            "inputs": measured.inputs,
        }
        for measure, measured in found
    ]
    text = json.dumps([FORMULA_VERSION, told], cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _line(scorecard: GoalScorecard, measure: Measure, measured: Measured) -> GoalScorecardLine:
    return GoalScorecardLine(
        scorecard=scorecard,
        measure=measure,
        value=measured.value,
        target=measure.target,
        outcome=outcome_of(measure, measured),
        note=measured.note,
        inputs=measured.inputs,
    )


def _tell_owner(scorecard: GoalScorecard, line: GoalScorecardLine, *, at: datetime.datetime) -> None:
    notify(
        recipients=[line.measure.owner],
        key=f"{scorecard.reference}-{line.measure_id}-missed",
        subject=f"Missed in {quarter_name(scorecard.quarter)}: {line.measure.goal}",
        body="Say why, what is done about it by whom, and when it is checked.",
        address=f"{scorecard.get_absolute_url()}#lines",
        at=at,
    )
