"""Forms of threads: shapes only; the rules are in actions."""

from typing import Any

from django import forms


class OpenThreadForm(forms.Form):
    subject = forms.CharField(label="What is it about, in a few words?", max_length=160)
    words = forms.CharField(label="What do you want to say?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    with_vendor = forms.TypedChoiceField(
        label="Who takes part?", coerce=lambda value: value == "yes", widget=forms.RadioSelect, initial="no"
    )

    def __init__(self, *args: Any, vendor: str, only_with: bool, **kwargs: Any) -> None:
        """`vendor` is the vendor's name, empty where none can take part; `only_with` for the vendor's own people."""
        super().__init__(*args, **kwargs)
        among = ("no", "The agency and the broker office")
        with_them = ("yes", f"The agency, the broker office and {vendor}")
        choices = [with_them] if only_with else [among, with_them] if vendor else [among]
        self.fields["with_vendor"].choices = choices  # type: ignore[attr-defined]
        self.fields["with_vendor"].initial = choices[0][0]


class MessageForm(forms.Form):
    words = forms.CharField(label="Your message", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
