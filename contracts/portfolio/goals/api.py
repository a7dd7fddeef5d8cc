"""Frozen quarters for programs of the agency and the broker office."""

import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import GoalScorecard, GoalScorecardLine, unit_of
from .queries import lines_of

router = Router(tags=["portfolio"])


class GoalScorecardOut(Schema):
    """`quarter` is its first day; `digest` the SHA-256 over every line with its inputs."""

    reference: str
    agency: str
    quarter: datetime.date
    revision: int
    digest: str
    drawn_up_at: datetime.datetime

    @staticmethod
    def resolve_agency(scorecard: GoalScorecard) -> str:
        return scorecard.agency.slug


class GoalLineOut(Schema):
    """`outcome` is met, missed or unmeasured; `inputs` the rows that the value follows from."""

    priority: str
    goal: str
    measured_by: str
    unit: str
    direction: str
    target: Decimal
    value: Decimal | None
    outcome: str
    rests_on: str
    inputs: list[dict[str, Any]]

    @staticmethod
    def of(line: GoalScorecardLine) -> dict[str, Any]:
        measure = line.measure
        return {
            "priority": measure.goal.priority.title,
            "goal": measure.goal.title,
            "measured_by": measure.source,
            "unit": unit_of(measure.source),
            "direction": measure.direction,
            "target": line.target,
            "value": line.value,
            "outcome": line.outcome,
            "rests_on": line.note,
            "inputs": line.inputs,
        }


class GoalQuarterOut(GoalScorecardOut):
    lines: list[GoalLineOut]

    @staticmethod
    def resolve_lines(scorecard: GoalScorecard) -> list[dict[str, Any]]:
        return [GoalLineOut.of(line) for line in lines_of(scorecard)]


def _seen(request: HttpRequest) -> Any:
    return GoalScorecard.objects.visible_to(request.user).latest().select_related("agency")


@router.get("", response=Paged[GoalScorecardOut], auth=READ, url_name="goal_scorecards")
def list_goal_scorecards(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Frozen quarters of your agencies, the latest first; the broker office reads all."""
    return paged(request, _seen(request), asked)


@router.get("/{reference}", response=GoalQuarterOut, auth=READ, url_name="goal_scorecard")
def get_goal_scorecard(request: HttpRequest, reference: str) -> GoalScorecard:
    """One frozen quarter with its lines and their inputs."""
    return get_object_or_404(_seen(request), reference=reference)
