"""A form as texts by name, as a browser sends them: kept while somebody types, compared where two have typed."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict

from marketplace.components.formats import date, money
from marketplace.components.widgets import DateInput, MoneyInput

Typed = dict[str, list[str]]
# Fields of the page that are no part of what is written.
OF_THE_PAGE = ("csrfmiddlewaretoken", "latest_revision_id", "conflict", "keep:")


def as_sent(typed: Mapping[str, Sequence[str]]) -> MultiValueDict:
    """What a form takes as its data."""
    return MultiValueDict({name: list(texts) for name, texts in typed.items()})


def typed_in(sent: Any) -> Typed:
    """What was sent, without the fields of the page and without empty ones."""
    read = {name: _texts(sent.getlist(name)) for name in sent if not name.startswith(OF_THE_PAGE)}
    return {name: texts for name, texts in read.items() if texts}


def standing_in(form: forms.Form) -> Typed:
    """What a browser would send of a form that nobody has touched."""
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    read = {name: _texts(_listed(value)) for name, value in values.items() if not _is_file(form.fields[name])}
    return {name: texts for name, texts in read.items() if texts}


def _is_file(field: forms.Field) -> bool:
    return isinstance(field, forms.FileField)


def _listed(value: Any) -> Iterable[Any]:
    if value is None or value is False:
        return ()
    if value is True:
        return ("on",)
    return value if isinstance(value, list | tuple | set) else (value,)


def _texts(values: Iterable[Any]) -> list[str]:
    """The texts without empty ones. Several are the boxes ticked of one question: their order means nothing."""
    return sorted(text for text in map(_text, values) if text)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()


class Merge(NamedTuple):
    """The texts of both together, and the names on which both changed something to different ends."""

    typed: Typed
    conflicts: tuple[str, ...]


def merge(before: Typed, mine: Typed, theirs: Typed) -> Merge:
    """Takes each field from whoever changed it since `before`; where both did, mine stands and is named."""
    merged, conflicts = {}, []
    for name in {**mine, **theirs}:
        was, own, other = (each.get(name, []) for each in (before, mine, theirs))
        taken = other if own == was else own
        if taken:
            merged[name] = taken
        if own != was and other not in (was, own):
            conflicts.append(name)
    return Merge(merged, tuple(conflicts))


def words_of(form: forms.Form, name: str, texts: Sequence[str]) -> str:
    """The texts of a field as a reader knows them: choices by their labels."""
    field = form.fields.get(name)
    if isinstance(field, forms.BooleanField):
        return "Yes" if texts else "No"
    labels = {str(value): str(label) for value, label in getattr(field, "choices", ()) if value != ""}
    return ", ".join(labels.get(text) or _in_words(field, text) for text in texts)


def _in_words(field: forms.Field | None, text: str) -> str:
    """Amounts and days as every page writes them; what is none stays as it was typed."""
    widget = getattr(field, "widget", None)
    try:
        if isinstance(widget, MoneyInput):
            return money(Decimal(text))
        return date(datetime.date.fromisoformat(text)) if isinstance(widget, DateInput) else text
    except (ArithmeticError, ValueError):
        return text
