"""The house formats as template filters; a builtin of every template."""

from django import template

from marketplace.components import formats
from marketplace.components.working_days import working_days_left

register = template.Library()

for house_format in (
    formats.money,
    formats.number,
    formats.counted,
    formats.percent_down,
    formats.minutes,
    formats.day,
    formats.short_day,
    formats.moment,
    formats.clock_time,
    formats.utc_time,
    formats.zone_name,
    working_days_left,
):
    register.filter(house_format.__name__, house_format)

# "date" is Django's own filter.
register.filter("calendar_day", formats.date)
