"""Forms of scorecards: shapes only; the rules are in actions."""

import datetime
from typing import Any

from django import forms

from marketplace.components.widgets import DateInput
from marketplace.organisations.models import Organisation

from .models import PARTS, Weighing
from .queries import TITLES


class DrawUpForm(forms.Form):
    """Whose twelve months, and with which they end."""

    vendor = forms.ModelChoiceField(Organisation.objects.none(), label="Vendor", empty_label="Choose a vendor")
    last_month = forms.ChoiceField(label="Twelve months that end with")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = Organisation.objects.vendors().filter(contracts_as_vendor__signed_at__isnull=False).distinct()
        self.fields["vendor"].queryset = served.order_by("sort_name")  # type: ignore[attr-defined]
        months, day = [], today.replace(day=1)
        for _ in range(12):
            day = (day - datetime.timedelta(days=1)).replace(day=1)
            months.append((day.isoformat(), f"{day:%B %Y}"))
        self.fields["last_month"].choices = months  # type: ignore[attr-defined]

    def clean_last_month(self) -> datetime.date:
        return datetime.date.fromisoformat(self.cleaned_data["last_month"])


class ReplyForm(forms.Form):
    words = forms.CharField(
        label="What does your organisation say to it?",
        help_text="Everybody reads it beside the figures, word for word. You can reply once.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Why is it withdrawn?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WeightsForm(forms.Form):
    """What each part counts, from a day to come on."""

    holds_from = forms.DateField(label="They hold from", widget=DateInput)
    reply_days = forms.IntegerField(label="Days in which a vendor can reply", min_value=5, max_value=60)
    reason = forms.CharField(label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, held: Weighing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["reply_days"] = held.reply_days
        for part in PARTS:
            self.fields[part] = forms.IntegerField(label=TITLES[part], min_value=0, max_value=100)
            self.initial[part] = held.of(part)
        self.order_fields([*PARTS, "reply_days", "holds_from", "reason"])

    @property
    def weighing(self) -> Weighing:
        given = self.cleaned_data
        return Weighing(*(given[part] for part in PARTS), given["reply_days"])
