"""How a goal's measures went, quarter by quarter."""

from collections.abc import Sequence
from decimal import Decimal

from marketplace.components.charts import Chart, Series, line_chart

from .models import GoalScorecardLine, Measure
from .models.questions import with_unit


def trend_chart(measure: Measure, lines: Sequence[GoalScorecardLine]) -> Chart:
    """The value of each frozen quarter beside the target; a quarter without a value leaves a gap."""
    met = sum(line.outcome == GoalScorecardLine.Outcome.MET for line in lines)

    def show(value: Decimal) -> str:
        return with_unit(value, measure.source)

    return line_chart(
        [line.scorecard.quarter_name for line in lines],
        [Series("value", [line.value for line in lines])],
        subject=f"{measure.get_source_display()} by quarter",
        show=show,
        target=measure.target,
        target_name=f"target {show(measure.target)}",
        finding=f"Met in {met} of {len(lines)} quarters.",
    )
