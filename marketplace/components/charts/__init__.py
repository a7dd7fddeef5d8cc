"""Charts drawn on the server: plain functions from figures to geometry, classes only, each with its table.

A view builds a Chart with one of these functions; `{% load charts %}{% chart it %}` shows it.
"""

from .bars import Bar, bar_chart
from .lines import Series, line_chart
from .marks import Chart, Key, Table
from .months import Span, SpanKind, month_strip
from .moves import Move, move_chart
from .parts import Part, cost_bar, meter
from .stacks import Stack, stack_chart
from .targets import TargetMonth, target_chart

__all__ = [
    "Bar",
    "Chart",
    "Key",
    "Move",
    "Part",
    "Series",
    "Span",
    "SpanKind",
    "Stack",
    "Table",
    "TargetMonth",
    "bar_chart",
    "cost_bar",
    "line_chart",
    "meter",
    "month_strip",
    "move_chart",
    "stack_chart",
    "target_chart",
]
