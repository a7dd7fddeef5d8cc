"""Markup of the catalogue that is drawn too often for a template of its own."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.search.result import Count

register = template.Library()

# A panel has about a hundred of these: as an include they would cost more than the search.
_OPTION = (
    '<div class="st-facets__opt{}"><div class="usa-checkbox"><input class="usa-checkbox__input" type="checkbox"'
    ' name="{}" id="{}" value="{}"{}><label class="usa-checkbox__label" for="{}">{}'
    ' <span class="usa-sr-only">({})</span></label></div><span class="st-facets__n" aria-hidden="true">{}</span></div>'
)


@register.simple_tag
def facet_option(name: str, option: Count) -> SafeString:
    """One value of a facet with its number; zero stays, faint."""
    key = f"f-{name}-{option.value}"
    faint = "" if option.count else " st-facets__opt--none"
    ticked = " checked" if option.selected else ""
    number = f"{option.count:,}"
    return format_html(_OPTION, faint, name, key, option.value, ticked, key, option.label, number, number)
