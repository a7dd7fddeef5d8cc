"""People at a real browser: signed in, and the machine's checks of what they see."""

import time
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from marketplace.accounts.models import User

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"


def reauthenticated(user: User) -> Client:
    """Signed in, with the password shown just now, as changing the ways in asks."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def session_cookie(user: User, url: str) -> dict[str, str]:
    """The cookie of a new session of this person's."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}


def at_the_desk_of(user: User, browser: Browser, url: str, **options) -> BrowserContext:
    """A browser window of its own in which this person is signed in; addresses are relative to the site."""
    context = browser.new_context(base_url=url, **options)
    context.add_cookies([session_cookie(user, url)])
    return context


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds on the page as it stands: rule and element. Needs a context with bypass_csp."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document)")["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]
