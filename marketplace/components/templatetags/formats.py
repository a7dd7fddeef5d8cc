"""The house formats as template filters; a builtin of every template."""

from django import template

from marketplace.components import formats

register = template.Library()

for house_format in (
    formats.money,
    formats.number,
    formats.percent_down,
    formats.minutes,
    formats.day,
    formats.short_day,
    formats.moment,
    formats.zone_name,
    formats.clock_time,
):
    register.filter(house_format.__name__, house_format)
