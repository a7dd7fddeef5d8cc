"""A form whose days and times are those of the contract's own zone."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from marketplace.components.widgets import DateInput


def day_field(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput, **more)


def clock_field(label: str = "at", **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}), **more)


class ZonedForm(forms.Form):
    """`moment_of("starts")` is what `starts_on` and `starts_clock` say together, in UTC; None where either is empty."""

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    def moment_of(self, name: str) -> Any:
        day, clock = (self.cleaned_data.get(f"{name}_{part}") for part in ("on", "clock"))
        if day is None or clock is None:
            return None
        return datetime.datetime.combine(day, clock, tzinfo=self.zone).astimezone(datetime.UTC)

    def told(self, **moments: datetime.datetime | None) -> dict[str, Any]:
        """Initial values for moments that are known."""
        found: dict[str, Any] = {}
        for name, at in moments.items():
            if at is not None:
                local = at.astimezone(self.zone)
                found |= {f"{name}_on": local.date(), f"{name}_clock": local.time()}
        return found
