"""Links to the pages of a list that keep the rest of the address."""

from html import escape
from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString, mark_safe

from .shell import icon

register = template.Library()

_ARROW = (
    '<li class="usa-pagination__item usa-pagination__arrow"><a class="usa-pagination__link usa-pagination__{}-page"'
    ' href="{}" aria-label="{} page">{}</a></li>'
)
_NUMBER = (
    '<li class="usa-pagination__item usa-pagination__page-no"><a class="usa-pagination__button{}" href="{}"'
    ' aria-label="Page {}"{}>{}</a></li>'
)
_LEFT_OUT = '<li class="usa-pagination__item usa-pagination__overflow" aria-label="Pages left out"><span>…</span></li>'


@register.simple_tag(takes_context=True)
def pagination(context, page, label="Pages of results", name="page"):
    """Previous, next and numbered pages of Django's Page; nothing where there is only one. Drawn on every list."""
    if page is None or page.paginator.num_pages < 2:
        return SafeString("")
    kept = [(key, value) for key, values in context["request"].GET.lists() if key != name for value in values]
    start = escape(f"?{urlencode(kept)}{'&' if kept else ''}{name}=")
    rows = []
    if page.has_previous():
        text = f'{icon("navigate_before")}<span class="usa-pagination__link-text">Previous</span>'
        rows.append(_ARROW.format("previous", f"{start}{page.previous_page_number()}", "Previous", text))
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        here = number == page.number
        current = (" usa-current", ' aria-current="page"') if here else ("", "")
        link = _NUMBER.format(current[0], f"{start}{number}", number, current[1], number)
        rows.append(link if isinstance(number, int) else _LEFT_OUT)
    if page.has_next():
        text = f'<span class="usa-pagination__link-text">Next</span>{icon("navigate_next")}'
        rows.append(_ARROW.format("next", f"{start}{page.next_page_number()}", "Next", text))
    beginning = f'<nav class="usa-pagination" aria-label="{escape(label)}"><ul class="usa-pagination__list">'
    return mark_safe("\n".join([beginning, *rows, "</ul></nav>"]))  # noqa: S308 escaped above
