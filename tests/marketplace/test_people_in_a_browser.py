"""Every screen about people in a real browser: accessible, and never wider than its window."""

import datetime
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from marketplace.audit.models import AuditEvent
from marketplace.notifications.actions import notify
from marketplace.organisations.actions import joining, substitutes, tokens, vendors
from marketplace.permissions import Role
from tests.browsing import reauthenticated
from tests.factories.marketplace import OrganisationFactory, UserFactory, company, person

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DAY = datetime.timedelta(days=1)


def confirmed(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def world():
    """An agency with people, an invitation, a substitute, a token and notices; a vendor that waits."""
    now = datetime.datetime.now(datetime.UTC)
    agency = OrganisationFactory(name="Department of Human Services", slug="human-services", mail_domain="dhs.example")
    admin = confirmed(person(Role.AGENCY_ADMIN, of=agency, name="Joan Petty", email="joan@dhs.example"))
    approver = person(Role.APPROVER, of=agency, limit=50_000, name="Leon Marsh")
    dana = person(Role.REQUESTER, of=agency, name="Dana Whitcomb")
    substitutes.appoint_substitute(
        membership=approver.memberships.get(), substitute=dana, starts_at=now, ends_at=now + 7 * DAY, by=approver
    )
    invitation = joining.invite(organisation=agency, email="nia@dhs.example", role=Role.REQUESTER, by=admin)
    tokens.issue_token(
        organisation=agency, name="Monitor", scopes=["read", "measure"], expires_at=now + 90 * DAY, by=admin
    )
    founder = confirmed(UserFactory(name="Pat Lowell", email="pat@quill.example"))
    vendor = vendors.register_vendor(
        name="Quillmark Documents", registration_number="QM7K2PAA11", company=company(), by=founder
    )
    notify(recipients=[admin], key="k", subject="Request O-2026-0007 was approved", body="240 users.", at=now)
    return {
        "agency": agency,
        "admin": admin,
        "newcomer": confirmed(UserFactory(name="Nia Solano", email="nia@dhs.example")),
        "approver": approver.memberships.get(),
        "invitation": joining.secret_of(invitation),
        "vendor": vendor,
        "cio": person(Role.CIO, name="Ruth Alvarez"),
    }


def screens(known):
    """Name, who looks, address."""
    slug, pk = known["agency"].slug, known["approver"].pk
    for name in ("account_login", "account_signup", "account_reset_password", "account_reset_password_done"):
        yield name, None, reverse(name)
    yield "invitation", None, reverse("invitation_accept", args=[known["invitation"]])
    yield "invitation_fits", known["newcomer"], reverse("invitation_accept", args=[known["invitation"]])
    yield "may_join", known["newcomer"], reverse("membership_list")
    yield "no_notices", known["newcomer"], reverse("notification_list")
    yield "api", None, reverse("api:openapi-view")
    for name in ("account_email", "account_change_password", "account_profile", "account_logout", "mfa_index"):
        yield name, known["admin"], reverse(name)
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_reauthenticate"):
        yield name, known["admin"], reverse(name)
    for name in ("membership_list", "notification_list", "vendor_register"):
        yield name, known["admin"], reverse(name)
    for name in ("member_list", "member_invite", "token_list", "token_issue"):
        yield name, known["admin"], reverse(name, args=[slug])
    for name in ("member_change", "member_end", "substitute_appoint"):
        yield name, known["admin"], reverse(name, args=[slug, pk])
    yield "audit", known["cio"], reverse("audit_event_list")
    yield "audit_refused", known["cio"], reverse("audit_event_list") + "?action=" + "x" * 81
    yield "audit_event", known["cio"], reverse("audit_event", args=[AuditEvent.objects.first().pk])
    yield "to_verify", known["cio"], reverse("vendor_verification_list")
    yield "verify", known["cio"], reverse("vendor_verify", args=[known["vendor"].slug])


def test_every_screen_is_accessible_and_never_wider_than_its_window(live_site, browser, settings):
    known = world()
    wrong = []
    for name, user, path in screens(known):
        context = browser.new_context(bypass_csp=True)
        if user:
            cookie = {
                "name": settings.SESSION_COOKIE_NAME,
                "value": reauthenticated(user).session.session_key,
                "url": live_site.url,
            }
            context.add_cookies([cookie])
        page = context.new_page()
        page.goto(live_site.url + path)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(AXE.read_text())
            found = page.evaluate("axe.run(document)")["violations"]
            wrong += [(name, width, rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]
            if page.evaluate("document.documentElement.scrollWidth") != width:
                wrong.append((name, width, "wider than its window"))
        context.close()
    assert wrong == []
