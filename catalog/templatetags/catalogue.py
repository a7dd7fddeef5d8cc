"""Markup of the catalogue that is drawn too often for a template of its own."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from catalog.search.result import Count

register = template.Library()

# A panel has about a hundred of these: as an include, or a tag each, they would cost more than the search.
_OPTION = (
    '<div class="st-facets__opt{}"><div class="usa-checkbox"><input class="usa-checkbox__input" type="checkbox"'
    ' name="{}" id="{}" value="{}"{}><label class="usa-checkbox__label" for="{}">{}'
    ' <span class="usa-sr-only">({})</span></label></div><span class="st-facets__n" aria-hidden="true">{}</span></div>'
)


@register.simple_tag
def facet_options(options: Iterable[tuple[str, Count]]) -> SafeString:
    """Values of a facet with their numbers; zero stays, faint."""
    return mark_safe("".join(_drawn(name, option) for name, option in options))  # noqa: S308 escaped below


def _drawn(name: str, option: Count) -> str:
    value = escape(option.value)
    key = f"f-{name}-{value}"
    faint = "" if option.count else " st-facets__opt--none"
    ticked = " checked" if option.selected else ""
    number = f"{option.count:,}"
    return _OPTION.format(faint, name, key, value, ticked, key, escape(option.label), number, number)
