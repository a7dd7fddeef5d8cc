"""Signing in as people do, in a real browser: password, then a passkey held by the browser's own authenticator."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail

from marketplace.permissions import Role
from tests.factories.marketplace import person

pytestmark = pytest.mark.browser
PASSWORD = "a phrase of several words"  # noqa: S105 - of somebody who lives for one test
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser, live_site, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    # Passkeys belong to a name, never to an address of numbers.
    context = browser.new_context(base_url=live_site.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.refusals = []
    page.on("console", lambda message: page.refusals.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


def test_an_officer_sets_up_a_passkey_and_signs_in_with_it_alone(page):
    officer = person(Role.PROCUREMENT_OFFICER, name="Ruben Castillo", email="ruben@office.example")
    officer.set_password(PASSWORD)
    officer.save()
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.goto("/organisations/vendors/")
    page.get_by_label("E-mail address").fill(officer.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("Your role works with other people's money or secrets").wait_for()

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("Office laptop")
    page.get_by_text(re.compile("passwordless", re.IGNORECASE)).first.click()
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    assert Authenticator.objects.filter(user=officer, type="webauthn").count() == 1

    page.goto("/organisations/vendors/")
    page.get_by_role("heading", name="Vendors to verify").wait_for()
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Ruben Castillo").first.wait_for()
    page.goto("/organisations/vendors/")
    page.get_by_role("heading", name="Vendors to verify").wait_for()
    assert page.refusals == []


def test_an_account_is_made_confirmed_and_used(page, settings):
    page.goto("/accounts/signup/")
    page.get_by_label("Your name").fill("Ada Morrow")
    page.get_by_label("E-mail address at work").fill("ada@roads.example")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("The password once more").fill("short")
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("heading", name="The account was not made").wait_for()
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Your name").input_value() == "Ada Morrow"
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The password once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("heading", name="Confirm your address").wait_for()
    link = re.search(r"/accounts/confirm-email/\S+", mail.outbox[-1].body).group()
    page.goto(link)
    page.get_by_role("button", name="Confirm the address").click()
    page.get_by_role("heading", name="Sign in to Stoa").wait_for()
