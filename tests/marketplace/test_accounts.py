"""Signing in: second factor by role, no second way in, nothing told about who has an account."""

import base64
import datetime
import hashlib
import hmac
import re
import struct
import time
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from marketplace.accounts.actions import change_profile, match_editor_group
from marketplace.accounts.models import User
from marketplace.audit.models import AuditEvent
from marketplace.notifications.models import Notification
from marketplace.organisations.models import Membership
from marketplace.permissions import SECOND_FACTOR_ROLES, Role
from tests.factories.marketplace import UserFactory, person

PASSWORD = "a phrase of several words"  # noqa: S105 - of people who live for one test
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_throttle_of_an_earlier_test():
    cache.clear()


def with_password(user):
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def code_for(secret, at=None):
    """The six digits of RFC 6238, computed here and not by the library under test."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_the_digits_are_those_of_the_standard():
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert [code_for(secret, at) for at in (59, 1111111109, 20000000000)] == ["287082", "081804", "353130"]


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def _as_in_production(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    def set_up_app(self, client):
        assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        page = client.get(reverse("mfa_activate_totp"))
        secret = re.search(r"Key: <span[^>]*>([A-Z2-7]+)</span>", page.content.decode()).group(1)
        assert client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}).status_code == 302
        return secret

    def test_an_officer_without_one_is_led_to_set_it_up_and_then_goes_on(self, client):
        officer = with_password(person(Role.PROCUREMENT_OFFICER))
        sign_in(client, officer)
        led = client.get(reverse("vendor_verification_list"))
        assert (led.status_code, led.url) == (302, reverse("mfa_index"))
        assert "Your role needs one" in client.get(led.url).content.decode()
        self.set_up_app(client)
        assert client.get(reverse("vendor_verification_list")).status_code == 200

    def test_after_that_the_password_alone_signs_nobody_in(self, client, time_machine):
        officer = with_password(person(Role.PROCUREMENT_OFFICER))
        sign_in(client, officer)
        secret = self.set_up_app(client)
        client.logout()
        asked = sign_in(client, officer)
        assert asked.url.startswith(reverse("mfa_authenticate"))
        assert "_auth_user_id" not in client.session
        wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "_auth_user_id" not in client.session
        assert wrong.status_code == 200
        time_machine.move_to(time.time() + 60)  # the code that set the app up is spent
        assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
        assert client.session["_auth_user_id"] == str(officer.pk)

    def test_without_it_the_role_reaches_no_page_and_no_api(self, client):
        client.force_login(person(Role.CIO))
        assert client.get(reverse("audit_event_list")).status_code == 302
        answer = client.get("/api/v1/openapi.json")
        assert answer.status_code == 200
        assert client.get("/health/live").status_code == 200

    def test_removing_it_leads_back_to_setting_it_up(self, client):
        officer = person(Role.AUDITOR)
        factor = Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
        client.force_login(officer)
        assert client.get(reverse("audit_event_list")).status_code == 200
        factor.delete()
        assert client.get(reverse("audit_event_list")).status_code == 302

    @pytest.mark.parametrize("role", sorted(set(Role) - SECOND_FACTOR_ROLES))
    def test_other_roles_go_without(self, client, role):
        client.force_login(person(role))
        assert client.get(reverse("membership_list")).status_code == 200

    @pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
    def test_every_role_with_others_money_or_secrets_needs_one(self, client, role):
        client.force_login(person(role))
        assert client.get(reverse("membership_list")).url == reverse("mfa_index")

    def test_those_named_by_the_rules_are_among_them(self):
        named = {
            Role.PROCUREMENT_OFFICER,
            Role.EVALUATOR,
            Role.CONTRACT_MANAGER,
            Role.RELATIONSHIP_MANAGER,
            Role.SIGNATORY,
            Role.CIO,
            Role.AUDITOR,
            Role.AGENCY_ADMIN,
            Role.VENDOR_ADMIN,
        }
        assert named <= SECOND_FACTOR_ROLES

    def test_the_demonstration_lets_its_persons_in_without(self, client, settings):
        settings.SECOND_FACTOR_REQUIRED = False
        client.force_login(person(Role.CIO))
        assert client.get(reverse("audit_event_list")).status_code == 200


class TestEditorsArea:
    def test_its_own_sign_in_page_leads_to_ours(self, client):
        answer = client.get("/cms/login/?next=/cms/")
        assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next=/cms/")
        assert client.post("/cms/login/", {"username": "x", "password": "x"}).status_code == 302

    def test_a_visitor_is_sent_to_our_sign_in(self, client):
        answer = client.get("/cms/", follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))

    @pytest.mark.parametrize("role", [Role.VENDOR_ADMIN, Role.AGENCY_ADMIN, Role.AUDITOR, Role.EVALUATOR])
    @pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/users/", "/cms/reports/"])
    def test_without_an_editors_role_there_is_nothing(self, client, role, path):
        client.force_login(person(role))
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("role", [Role.CATALOGUE_EDITOR, Role.CIO])
    def test_editors_enter_and_have_no_hand_on_accounts(self, client, role):
        client.force_login(person(role))
        assert client.get("/cms/").status_code == 200
        assert client.get("/cms/users/").status_code == 302

    def test_officers_enter_to_write_solicitations_and_find_nothing_else(self, client):
        client.force_login(person(Role.PROCUREMENT_OFFICER))
        found = {path: client.get(f"/cms/{path}").status_code for path in ("", "snippets/rfp/solicitation/")}
        assert set(found.values()) == {200}
        for path in ("pages/", "users/", "snippets/catalog/offering/", "images/", "settings/"):
            assert client.get(f"/cms/{path}").status_code == 404

    def test_the_second_factor_holds_there_too(self, client, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        client.force_login(person(Role.CIO))
        assert client.get("/cms/").url == reverse("mfa_index")

    def test_losing_the_role_closes_the_door_in_the_same_session(self, client):
        editor = person(Role.CATALOGUE_EDITOR)
        client.force_login(editor)
        assert client.get("/cms/").status_code == 200
        Membership.objects.filter(user=editor).update(role=Role.AUDITOR)
        assert client.get("/cms/").status_code == 404

    def test_the_group_follows_the_role(self):
        editor = person(Role.CATALOGUE_EDITOR)
        match_editor_group(user=editor)
        assert User.objects.get(pk=editor.pk).has_perm("wagtailadmin.access_admin")
        Membership.objects.filter(user=editor).update(role=Role.AUDITOR)
        match_editor_group(user=User.objects.get(pk=editor.pk))
        assert not User.objects.get(pk=editor.pk).has_perm("wagtailadmin.access_admin")


class TestWhoHasAnAccount:
    """Nobody learns from sign-in, sign-up or a forgotten password whether an address has an account."""

    def page(self, answer):
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return answer.status_code, answer.get("Location"), re.sub(r"[\w.]+@people\.example", "", text)

    def test_signing_in(self, client):
        known = with_password(UserFactory(email="known@people.example"))
        wrong = self.page(sign_in(client, known, "not the password"))
        cache.clear()
        unknown = self.page(sign_in(client, UserFactory.build(email="unknown@people.example"), "not the password"))
        assert wrong == unknown

    def test_signing_up(self, client):
        with_password(UserFactory(email="known@people.example"))
        answers = []
        for address in ("known@people.example", "unknown@people.example"):
            client.logout()
            new = {"name": "Ada", "email": address, "password1": PASSWORD, "password2": PASSWORD}
            answers.append(self.page(client.post(reverse("account_signup"), new)))
        assert answers[0] == answers[1]
        assert answers[0][1] == reverse("account_email_verification_sent")
        assert [message.to for message in mail.outbox] == [["known@people.example"], ["unknown@people.example"]]

    def test_forgetting_the_password(self, client):
        with_password(UserFactory(email="known@people.example"))
        answers = [
            self.page(client.post(reverse("account_reset_password"), {"email": address}))
            for address in ("known@people.example", "unknown@people.example")
        ]
        assert answers[0] == answers[1]
        assert len(mail.outbox) == 2

    def test_a_mail_server_out_of_reach_is_a_sentence_and_no_error(self, client, monkeypatch):
        def refuse(self):
            raise ConnectionRefusedError

        monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        answer = client.post(reverse("account_reset_password"), {"email": "somebody@people.example"})
        assert answer.status_code == 503


class TestSigningIn:
    def test_sign_up_confirm_sign_in(self, client):
        new = {"name": "Ada Morrow", "email": "Ada@People.example", "password1": PASSWORD, "password2": PASSWORD}
        client.post(reverse("account_signup"), new)
        assert "_auth_user_id" not in client.session
        path = re.search(r"/accounts/confirm-email/[^/\s]+/", mail.outbox[0].body).group()
        assert "ada@people.example" in client.get(path).content.decode()
        client.post(path)
        user = User.objects.get()
        assert (user.email, user.name) == ("ada@people.example", "Ada Morrow")
        assert sign_in(client, user).url == "/workspace/"

    def test_failures_are_counted_in_the_database_for_all_processes(self, client, settings):
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "stoa_cache"}
        }
        user = with_password(UserFactory())
        for _ in range(5):
            sign_in(client, user, "not the password")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM stoa_cache WHERE cache_key LIKE %s", ["%login_failed%"])
            assert cursor.fetchone()[0] > 0
        refused = sign_in(client, user)
        assert "_auth_user_id" not in client.session
        assert "Too many failed" in refused.content.decode()

    def test_production_counts_in_the_shared_table(self):
        text = Path("marketplace/settings/base.py").read_text()
        assert '"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "stoa_cache"' in text

    def test_a_closed_account_is_out_at_the_next_request(self, client):
        user = person(Role.REQUESTER)
        client.force_login(user)
        assert client.get(reverse("membership_list")).status_code == 200
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert client.get(reverse("membership_list")).status_code == 302

    def test_only_paths_of_ours_follow_a_sign_in(self, client):
        user = with_password(UserFactory())
        answer = client.post(
            reverse("account_login") + "?next=https://evil.example/",
            {"login": user.email, "password": PASSWORD, "next": "https://evil.example/"},
        )
        assert answer.url == "/workspace/"


class TestProfile:
    def test_times_are_shown_in_the_readers_zone(self, client):
        user = person(Role.REQUESTER)
        client.force_login(user)
        page = reverse("account_profile")
        sent = {"name": "Dana Whitcomb", "title": "Head of Fleet", "time_zone": "America/Denver"}
        assert client.post(page, sent).status_code == 302
        assert AuditEvent.objects.get().data == {"changed": ["name", "time_zone", "title"]}
        Notification.objects.create(
            recipient=user, key="k", subject="s", at=datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
        )
        assert "6:00 am" in client.get(reverse("notification_list")).content.decode()
        user.refresh_from_db()
        assert (user.name, user.title, user.time_zone) == ("Dana Whitcomb", "Head of Fleet", "America/Denver")

    @pytest.mark.parametrize(
        "wrong", [{"time_zone": "Mars/Olympus"}, {"name": ""}, {"name": "x" * 151}, {"name": "a\x00b"}]
    )
    def test_what_cannot_be_is_refused_and_changes_nothing(self, client, wrong):
        user = person(Role.REQUESTER, name="Dana")
        client.force_login(user)
        answer = client.post(reverse("account_profile"), {"name": "Dana", "title": "", "time_zone": ""} | wrong)
        assert answer.status_code in {400, 422}
        user.refresh_from_db()
        assert (user.name, user.time_zone) == ("Dana", "")

    def test_nobody_changes_somebody_else(self):
        with pytest.raises(PermissionDenied, match="accounts.change_profile"):
            change_profile(user=UserFactory(), name="x", title="", time_zone="", by=person(Role.CIO))


def test_one_account_for_an_address_whatever_its_case():
    UserFactory(email="dana@roads.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Dana@Roads.example")


def test_roles_cost_one_query_a_request(client, django_assert_num_queries):
    user = User.objects.get(pk=person(Role.REQUESTER, Role.APPROVER, limit=5).pk)
    with django_assert_num_queries(1):
        assert len(user.standing) == 2
        assert user.needs_second_factor
