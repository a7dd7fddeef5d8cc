"""Tags for readers from outside: the one address of a page, its preview when it is linked, facts as schema.org."""

import json

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LONGEST_DESCRIPTION = 200
_IN_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def link_preview(context, title, description="", path="", indexed=True):
    """Canonical address, description and Open Graph; no picture, so that nothing of others is fetched.

    The address is the site's own, never the host that somebody asked for: pages are kept ready for others.
    """
    address = settings.SITE_ADDRESS + (path or context["request"].path)
    text = " ".join(str(description).split())
    text = text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1].rstrip()}…"
    facts = [("og:type", "website"), ("og:title", title), ("og:url", address), ("og:site_name", "Stoa")]
    facts += [("og:description", text)] if text else []
    rows = [format_html('<link rel="canonical" href="{}">', address)]
    rows += [format_html('<meta name="description" content="{}">', text)] if text else []
    rows += [] if indexed else [mark_safe('<meta name="robots" content="noindex, follow">')]
    rows += [format_html('<meta property="{}" content="{}">', *fact) for fact in facts]
    return mark_safe("\n  ".join(rows))  # noqa: S308 formatted above


@register.simple_tag
def structured(facts):
    """Facts as JSON-LD: a data block, which no browser runs and the page's policy on scripts does not touch."""
    if not facts:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False).translate(_IN_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 translated above
