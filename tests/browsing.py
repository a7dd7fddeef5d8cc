"""People at a real browser: a site of their own, signed in, with a keyboard alone; the checks of what they see."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from marketplace.accounts.models import User
from tests import databases

MOST_STEPS = 120
# What somebody hears when the focus is there: the label of a field, else the words of the element.
NAME_OF_FOCUS = """() => {
    const at = document.activeElement;
    const label = at.labels && at.labels.length ? at.labels[0].textContent : '';
    return (at.getAttribute('aria-label') || label || at.textContent || '').replace(/\\s+/g, ' ').trim();
}"""
QUESTION_OF_FOCUS = """() => {
    const legend = document.activeElement.closest('fieldset')?.querySelector('legend');
    return (legend?.textContent || '').replace(/\\s+/g, ' ').trim();
}"""

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
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


@contextmanager
def served(template: str, blocker: DjangoDbBlocker, files: Path, **changes) -> Iterator[LiveServer]:
    """The site over a database and a folder of its own, to be shared by the tests of a module."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": files}}
    changed = override_settings(STORAGES=settings.STORAGES | {"default": storage}, **changes)
    with databases.clone(template) as name, blocker.unblock(), databases.connected_to(name), changed:
        server = LiveServer("127.0.0.1")
        server._live_server_modified_settings.enable()
        try:
            yield server
        finally:
            server.stop()
            server._live_server_modified_settings.disable()


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chosen: Path | None = None
        # From the beginning: a window that opens before anybody listens is missed.
        page.on("filechooser", lambda opened: opened.set_files(self.chosen))

    def reach(self, words: str, *, named: str = NAME_OF_FOCUS) -> None:
        """Tab by tab to the control whose name begins so; fails where the keys never lead there."""
        passed = []
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(named))
            if passed[-1].startswith(words):
                return
        pytest.fail(f"The keyboard does not reach “{words}” on {self.page.url}; it passed {passed[-40:]}")

    def press(self, words: str, key: str = "Enter") -> None:
        self.reach(words)
        self.page.keyboard.press(key)

    def lead(self, words: str) -> None:
        """Presses what leads to another page, and waits for it."""
        self.reach(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, words: str, text: str) -> None:
        self.reach(words)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, question: str, answer: str) -> None:
        """One answer of several, with the arrows, as radio buttons want it."""
        self.reach(question, named=QUESTION_OF_FOCUS)
        self.page.keyboard.press("Space")
        for _ in range(MOST_STEPS):
            if self.page.evaluate(NAME_OF_FOCUS).startswith(answer):
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"“{question}” has no answer “{answer}” on {self.page.url}")

    def attach(self, words: str, path: Path) -> None:
        """Opens the window in which a file is chosen, and chooses."""
        self.chosen = path
        self.press(words, "Space")
        expect(self.page.locator("input[type=file]:focus")).not_to_have_value("")
