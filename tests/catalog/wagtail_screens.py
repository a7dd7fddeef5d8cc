"""Filling in Wagtail's screens as a browser would: what a page's form holds, sent back with a few changes."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.blocks import ListBlock, StructBlock
from wagtail.blocks.base import BlockField

from catalog.models import Offering


def address(view: str, *args: Any) -> str:
    """The address of one of the offering's screens: list, add, edit, unpublish, delete…"""
    return reverse(f"wagtailsnippets_catalog_offering:{view}", args=args)


def bulk_address(action: str, *offerings: Offering) -> str:
    ids = "&".join(f"id={offering.pk}" for offering in offerings)
    return f"{reverse('wagtail_bulk_action', args=['catalog', 'offering', action])}?{ids}"


def rows_of(block: Any, prefix: str, value: Any) -> dict[str, Any]:
    """A block with its rows, as Wagtail's script names what a browser sends."""
    if isinstance(block, ListBlock):
        sent = {f"{prefix}-count": str(len(value))}
        for place, row in enumerate(value):
            sent |= {f"{prefix}-{place}-{name}": "" for name in ("deleted", "id")} | {f"{prefix}-{place}-order": place}
            sent |= rows_of(block.child_block, f"{prefix}-{place}-value", row)
        return sent
    if isinstance(block, StructBlock):
        parts = (rows_of(child, f"{prefix}-{name}", value.get(name)) for name, child in block.child_blocks.items())
        return {name: text for part in parts for name, text in part.items()}
    return {prefix: "" if value is None else str(value)}


def _values(form: Any) -> dict[str, Any]:
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, BlockField):
            sent |= rows_of(bound.field.block, bound.html_name, value)
            continue
        if value is None or value is False:
            continue
        if isinstance(value, list):
            value = [getattr(each, "pk", each) for each in value]
        sent[bound.html_name] = "on" if value is True else str(value) if not isinstance(value, list) else value
    return sent


def held_by(response: Any) -> dict[str, Any]:
    """Everything the form on the page would send."""
    form = response.context["form"]
    sent = _values(form)
    for formset in form.formsets.values():
        sent |= _values(formset.management_form)
        for inline in formset.forms:
            sent |= _values(inline)
    revision_id = getattr(response.context.get("object"), "latest_revision_id", None)
    if revision_id:
        sent |= {
            "loaded_revision_id": str(revision_id),
            "loaded_revision_created_at": response.context["loaded_revision_created_at"],
        }
    return sent


def send_edit(client: Client, offering: Offering, *, button: str = "", view: str = "edit", **changes: Any) -> Any:
    """Opens the form, changes some fields, presses a button; without one a draft is saved."""
    where = address(view, *([] if view == "add" else [offering.pk]))
    sent = held_by(client.get(where)) | changes
    if button:
        sent[f"action-{button}"] = f"action-{button}"
    return client.post(where, sent)


def messages_of(response: Any) -> str:
    """What somebody is told, on this page or, after a redirect, on the next."""
    told = get_messages(response.wsgi_request) if response.status_code == 302 else response.context["messages"]
    return " ".join(str(message) for message in told)
