"""Tags of the page's shell: navigation, icons, the title's "Error:", how to reach a page that may not exist yet."""

import re
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marketplace.components.context import request_id
from marketplace.components.navigation import main_entries

register = template.Library()

HIDDEN = SafeString('aria-hidden="true"')
SPRITE = "vendor/uswds/img/sprite.svg"
# Where messages appear: there on every page, so that a screen reader knows of it before anything is said in it.
NO_MESSAGES = SafeString('<div class="st-wrap st-messages" role="status" aria-live="polite"></div>')
# Parts of pages that say the same to every visitor, by all that they depend on; drawn once a process.
_drawn: dict[tuple, SafeString] = {}
_INDENT = re.compile(r"\n\s+")
ALERTS = {"debug": "info", "info": "info", "success": "success", "warning": "warning", "error": "error"}


@register.simple_tag(takes_context=True)
def assets(context):
    """What every page loads."""
    return _drawn_once(context, "layouts/assets.html")


@register.simple_tag(takes_context=True)
def still(context, name):
    """A template that says the same on every page and to every reader: drawn once a process."""
    return _drawn_once(context, name)


@register.simple_tag(takes_context=True)
def messages_region(context):
    """What was done a moment ago."""
    messages = context.get("messages")
    return _draw(context, "layouts/messages.html") if messages else NO_MESSAGES


@register.simple_tag
def address(name):
    """Like `url` for an address without arguments, looked up once a process."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF)


@register.simple_tag(takes_context=True)
def footer(context):
    """The foot of every page; it knows no reader."""
    return _drawn_once(context, "layouts/footer.html")


@register.simple_tag(takes_context=True)
def header(context):
    """The head of every page. Visitors who have not signed in share one for each section of the navigation."""
    user = context.get("user")
    if user is None or user.is_authenticated:
        return _draw(context, "layouts/header.html")
    section = tuple(entry["current"] for entry in navigation(context))
    return _drawn_once(context, "layouts/header.html", section)


@register.simple_tag(takes_context=True)
def navigation(context):
    """The entries of the main navigation for this reader and page."""
    user, request = context.get("user"), context.get("request")
    kinds = frozenset(held.kind for held in getattr(user, "standing", ()))
    return main_entries(getattr(request, "path", ""), signed_in=bool(user and user.is_authenticated), kinds=kinds)


@register.simple_tag
def icon(name, label=""):
    """An icon of the USWDS sprite; without a label it is decoration and hidden from screen readers."""
    heard = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    sprite = _sprite(settings.STATIC_URL, settings.STORAGES["staticfiles"]["BACKEND"])
    return format_html('<svg class="usa-icon" {} focusable="false"><use href="{}#{}"></use></svg>', heard, sprite, name)


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """ "Error: " for the title where a form of the page was refused, so that it is the first thing heard."""
    forms = [context.get("form"), context.get("formset"), *(context.get("forms") or ())]
    return "Error: " if any(form is not None and form.is_bound and _refused(form) for form in forms) else ""


@cache
def _sprite(address, storage):
    """Where the icons are; asking the storage for each icon of a page costs more than drawing them."""
    return static(SPRITE)


@cache
def _address(name, urls):
    return reverse(name, urlconf=urls)


def _drawn_once(context, name, *depends_on):
    storage = settings.STORAGES["staticfiles"]["BACKEND"]
    key = (name, settings.DEMO, settings.BODY_NAME, settings.ROOT_URLCONF, settings.STATIC_URL, storage, *depends_on)
    if settings.DEBUG or key not in _drawn:
        _drawn[key] = squeezed(_draw(context, name))
    return _drawn[key]


def squeezed(html):
    """Markup without the blank lines and indents of its template; for what is drawn once and sent often."""
    return SafeString(_INDENT.sub("\n", html))


def _draw(context, name):
    return context.template.engine.get_template(name).render(context)


def _refused(form) -> bool:
    errors = form.errors
    return any(errors) if isinstance(errors, list) else bool(errors)


@register.simple_tag
def reference_id():
    """The id that joins a page to its log lines."""
    return request_id()


@register.filter
def alert_tone(message):
    """The USWDS name of a Django message's level."""
    return ALERTS.get(message.level_tag, "info")
