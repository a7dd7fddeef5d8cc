"""A form and the action behind it: a refusal becomes the form's own error, so nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import transaction

from marketplace.errors import DomainError

T = TypeVar("T")


def attempt(form: forms.BaseForm, act: Callable[[], T]) -> T | None:
    """What `act` returns; None where it refuses, with the sentence in the form."""
    try:
        with transaction.atomic():
            return act()
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        form.refused_with = refusal.status  # type: ignore[attr-defined]  # read by status_of below
        return None


def status_of(form: Any) -> int:
    """200 for a form to fill in, 422 for one with errors, the refusal's own status after an attempt."""
    return getattr(form, "refused_with", None) or (422 if form.is_bound and form.errors else 200)
