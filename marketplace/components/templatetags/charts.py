"""Charts and small drawings in templates."""

from decimal import Decimal

from django import template

from marketplace.components.charts import parts

register = template.Library()


@register.inclusion_tag("components/chart.html")
def chart(chart):
    """A Chart with its caption, legend and table."""
    return {"chart": chart}


@register.simple_tag
def cost_bar(bar_parts, label="", out_of=None, width=600, height=24):
    """Parts of one sum as a bar."""
    return parts.cost_bar(bar_parts, label=label, out_of=out_of, width=width, height=height)


@register.simple_tag
def meter(value, label, target=None, low=0, high=100):
    """A value against a target; write the value itself beside it."""
    return parts.meter(value, label=label, target=target, low=Decimal(low), high=Decimal(high))


@register.simple_tag
def swatch(colour, hatched=False):
    """The square of a legend."""
    return parts.swatch(colour, hatched=hatched)
