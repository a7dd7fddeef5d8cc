"""What a reviewer writes: a remark for each section that has to change."""

from typing import Any

from django import forms

from catalog.offerings.remarks import LONGEST_REMARK, Section


class DecisionForm(forms.Form):
    """The version that was read, and the remarks where it goes back."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[f"remark_{section.value}"] = forms.CharField(
                label=f"What has to change: {section.label.lower()}",
                required=False,
                max_length=LONGEST_REMARK,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def remarks(self) -> dict[str, str]:
        return {section.value: self.cleaned_data.get(f"remark_{section.value}", "") for section in Section}

    def field_of(self, section: Section) -> forms.BoundField:
        return self[f"remark_{section.value}"]
