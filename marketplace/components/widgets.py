"""Inputs that the browser must not second-guess: what was typed comes back as it was, with a sentence."""

from django import forms


class DateInput(forms.DateInput):
    """The browser's own calendar; a typed date is sent as it stands."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"class": "usa-input--medium", **(attrs or {})}, format="%Y-%m-%d")


class WholeNumberInput(forms.TextInput):
    """Digits on a phone's keyboard; unlike type="number" it keeps "two hundred" for the error page."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "class": "usa-input--small", **(attrs or {})})


class MoneyInput(forms.TextInput):
    """An amount with its currency sign before the field."""

    prefix = "$"

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "class": "usa-input--medium", **(attrs or {})})
