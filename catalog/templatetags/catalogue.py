"""Markup of the catalogue that is drawn too often for a template of its own."""

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from catalog.search.page import Panel
from catalog.search.query import Sort
from catalog.search.result import Count
from marketplace.components.templatetags.shell import squeezed

register = template.Library()

# Of the panels of this process, the last few that were asked for; each has some 20 KB.
PANELS_KEPT = 64

# A panel has about a hundred of these: as an include, or a tag each, they would cost more than the search.
# The shortest markup that says it, for as much as half of the page would be its classes and ids else.
_OPTION = '<label{}><input type=checkbox name={} value="{}"{}>{} <span>{:,}</span></label>'


@register.simple_tag
def facet_options(options: Iterable[tuple[str, Count]]) -> SafeString:
    """Values of a facet with their numbers; zero stays, faint."""
    rows = "".join(_drawn(name, option) for name, option in options)
    return mark_safe(f'<div class="st-ticks">{rows}</div>')  # noqa: S308 escaped below


@register.simple_tag
def filter_panel(panel: Panel) -> SafeString:
    """The form of all facets. Pages of one list say the same there: it is drawn once for all of them."""
    return _panel.__wrapped__(panel, "") if settings.DEBUG else _panel(panel, settings.ROOT_URLCONF)


@lru_cache(maxsize=PANELS_KEPT)
def _panel(panel: Panel, urls: str) -> SafeString:
    return squeezed(render_to_string("catalog/search/_filters.html", {"panel": panel}))


@register.simple_tag
def sort_options(chosen: Sort) -> SafeString:
    """The orders to choose from."""
    return _sort_options(chosen)


@cache
def _sort_options(chosen: Sort) -> SafeString:
    rows = (f'<option value="{each.value}"{" selected" * (each is chosen)}>{each.label}</option>' for each in Sort)
    return mark_safe("".join(rows))  # noqa: S308 our own words


def _drawn(name: str, option: Count) -> str:
    faint = "" if option.count else " class=none"
    ticked = " checked" if option.selected else ""
    return _OPTION.format(faint, name, escape(option.value), ticked, escape(option.label), option.count)
