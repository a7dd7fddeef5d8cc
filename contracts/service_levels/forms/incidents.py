"""The form that says what happened."""

from typing import Any

from django import forms

from contracts.agreements.models import Contract, ServiceLevelTerm

from ..models import Incident
from .zoned import ZonedForm, clock_field, day_field


class IncidentForm(ZonedForm):
    """What happened, when, what it touched and why, in the contract's own zone."""

    summary = forms.CharField(label="What happened?", max_length=200, help_text="In a line. Both sides read it.")
    levels = forms.ModelMultipleChoiceField(
        ServiceLevelTerm.objects.none(),
        label="Which service levels did it touch?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one service level"},
    )
    cause = forms.ChoiceField(label="Where was the cause?", choices=Incident.Cause.choices, widget=forms.RadioSelect)
    starts_on = day_field("It began on")
    starts_clock = clock_field()
    ends_on = day_field("It was over on")
    ends_clock = clock_field()
    first_answer_on = day_field("The vendor first answered on", required=False)
    first_answer_clock = clock_field(required=False)
    desk_number = forms.CharField(
        label="Number of the case",
        max_length=60,
        required=False,
        help_text="Where the vendor’s desk has one. A clock that the desk sent itself stands.",
    )

    def __init__(self, *args: Any, contract: Contract, incident: Incident | None = None, **kwargs: Any) -> None:
        super().__init__(*args, zone=contract.time_zone, **kwargs)
        terms = contract.service_level_terms.all()
        self.fields["levels"].queryset = terms  # type: ignore[attr-defined]
        if incident is None:
            self.initial.setdefault("levels", list(terms) if len(terms) == 1 else [])
            return
        for name in ("summary", "cause", "desk_number"):
            self.initial[name] = getattr(incident, name)
        self.initial["levels"] = list(incident.levels.all())
        times = {"starts": incident.starts_at, "ends": incident.ends_at, "first_answer": incident.first_answer_at}
        self.initial |= self.told(**times)

    @property
    def incident(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "levels": list(given["levels"]),
            "summary": given["summary"],
            "cause": given["cause"],
            "starts_at": self.moment_of("starts"),
            "ends_at": self.moment_of("ends"),
            "first_answer_at": self.moment_of("first_answer"),
            "desk_number": given["desk_number"].strip(),
        }
