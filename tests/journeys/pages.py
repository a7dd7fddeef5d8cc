"""Every page of Stoa with somebody who may read it: those of the table of addresses, and those without a row there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.actions import publish_guidance, publish_news
from cms.pages.guidance import GuidancePage
from cms.pages.news import NewsPage
from marketplace.components.error_pages import TITLES
from marketplace.demo.persons import PERSONS
from marketplace.organisations.actions.joining import secret_of
from tests.architecture.addresses import AUDIENCES, TABLE, Row
from tests.browsing import reauthenticated
from tests.factories.marketplace import UserFactory
from tests.factories.search import indexed
from tests.factories.world import small_world

PASSWORD = "a-long-walk-through-the-colonnade"  # noqa: S105
NO_PAGE = (
    "agency_meeting_calendar",
    "agency_meeting_day",
    "api:",
    "audit_export",
    "award_csv",
    "bid_copy",
    "bid_file",
    "bid_opened_file",
    "bid_receipt_file",
    "case_file_json",
    "catalogue_compare_",
    "catalogue_feed",
    "catalogue_suggestions",
    "closing_list_file",
    "company_register_csv",
    "comparison_record",
    "contract_document",
    "contract_openslo",
    "contract_register_csv",
    "contract_version",
    "cost_csv",
    "cost_focus",
    "disclosure_json",
    "evidence_download",
    "exclusion_document",
    "forum_calendar",
    "forum_csv",
    "forum_day",
    "forum_feed",
    "goal_scorecard_csv",
    "health_",
    "level_templates_openslo",
    "library_draft_file",
    "library_feed",
    "library_file",
    "longlist_csv",
    "longlist_evidence",
    "notices_csv",
    "ocds_",
    "opportunities_csv",
    "opportunity_calendar",
    "opportunity_day",
    "opportunity_feed",
    "pipeline_csv",
    "portfolio_business_csv",
    "portfolio_csv",
    "robots",
    "saved_search_feed",
    "sheet_left_out",
    "sheet_template",
    "sitemap",
    "system_csv",
    "upload_left_out",
    "upload_template",
    "wagtail",
)
IS_A_PAGE = {"api:openapi-view"}


@dataclass(frozen=True)
class Visit:
    """Who goes where. `status` is what the page answers."""

    name: str
    reader: str
    address: Callable[[SimpleNamespace], str]
    status: int = 200


def world() -> SimpleNamespace:
    """The small world with guidance, news, an index, and people at each step of signing in."""
    known = small_world()
    publish_guidance()
    publish_news(title="Open for orders", slug="open", published_on=timezone.localdate(), lead="Short.")
    indexed()
    people = [UserFactory() for _ in range(4)]
    known.newcomer, known.holder, known.key_holder, known.without_password = people
    UserFactory(name=PERSONS[0].name, email=PERSONS[0].email)
    for user in people:
        user.set_password(PASSWORD)
    known.without_password.set_unusable_password()
    for user in people:
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(known.holder, generate_totp_secret())
    RecoveryCodes.activate(known.holder)
    known.key = Authenticator.objects.create(
        user=known.key_holder, type="webauthn", data={"name": "Office key", "credential": {}}
    )
    known.stranger = Client()
    known.sessions = {"anonymous": None} | {name: reauthenticated(user) for name, user in known.people.items()}
    known.sessions |= {
        "uploader": reauthenticated(known.uploader),
        "relationship_manager": reauthenticated(known.assignment.person),
        "newcomer": reauthenticated(known.newcomer),
        "holder": reauthenticated(known.holder),
        "key_holder": reauthenticated(known.key_holder),
        "without_password": reauthenticated(known.without_password),
        "halfway": _halfway(known.holder),
    }
    return known


def _halfway(user) -> Client:
    """The password was right; the second factor is asked for."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def _first_reader(row: Row) -> str:
    """Somebody signed in where that is possible: their pages show more."""
    readers = [audience for audience in (*AUDIENCES[1:], AUDIENCES[0]) if row.status_for(audience) == 200]
    return readers[0] if readers else ""


def _of_row(name: str, row: Row) -> Callable[[SimpleNamespace], str]:
    def address(known: SimpleNamespace) -> str:
        query = row.query(known)
        return reverse(name, kwargs=row.parts(known)) + (f"?{urlencode(query)}" if query else "")

    return address


def _named(name: str) -> Callable[[SimpleNamespace], str]:
    return lambda known: reverse(name)


def _at(path: str) -> Callable[[SimpleNamespace], str]:
    return lambda known: path


def _of_the_table() -> Iterator[Visit]:
    for name, row in TABLE.items():
        is_page = name in IS_A_PAGE or not name.startswith(NO_PAGE)
        if is_page and row.method == "get" and (reader := _first_reader(row)):
            yield Visit(name, reader, _of_row(name, row))


def _confirmation(known: SimpleNamespace) -> str:
    address = EmailAddress.objects.get(user=known.newcomer)
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def _new_password(known: SimpleNamespace) -> str:
    key = default_token_generator.make_token(known.newcomer)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(known.newcomer), key])


def _plan(known: SimpleNamespace) -> str:
    return reverse("offering_part", args=[known.offering.pk, f"plan-{known.offering.plans.get().code}"])


OF_EVERYBODY = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
    "socialaccount_login_cancelled",
)
OF_A_NEWCOMER = (
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "socialaccount_connections",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "membership_list",
)
OF_A_HOLDER = (
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
)
VISITS = (
    *_of_the_table(),
    *(Visit(f"workspace of {reader}", reader, _named("workspace")) for reader in AUDIENCES[2:]),
    *(Visit(name, "anonymous", _named(name)) for name in OF_EVERYBODY),
    *(Visit(name, "newcomer", _named(name)) for name in OF_A_NEWCOMER),
    *(Visit(f"{name} with factors", "holder", _named(name)) for name in OF_A_HOLDER),
    *(Visit(f"key {verb}", "key_holder", lambda known, verb=verb: reverse(f"mfa_{verb}_webauthn", args=[known.key.pk]))
      for verb in ("edit", "remove")),
    Visit("mfa_list_webauthn", "key_holder", _named("mfa_list_webauthn")),
    Visit("mfa_authenticate", "halfway", _named("mfa_authenticate")),
    Visit("account_set_password", "without_password", _named("account_set_password")),
    Visit("confirm the address", "anonymous", _confirmation),
    Visit("choose a new password", "anonymous", _new_password),
    Visit("failed at the provider", "anonymous", _named("socialaccount_login_error"), 401),
    Visit("invitation", "newcomer", lambda known: reverse("invitation_accept", args=[secret_of(known.invitation)])),
    Visit("a declaration in review", "officer", lambda known: known.declared.get_absolute_url()),
    Visit("a follow-up to call", "relationship_manager", lambda known: f"/follow-ups/{known.follow_up.pk}/contact/"),
    Visit("type answers in", "relationship_manager", _named("survey_answers_record")),
    Visit("plan a meeting", "relationship_manager", lambda known: f"/agencies/{known.agency.slug}/meetings/new/"),
    Visit("send a spreadsheet", "uploader", _named("upload_list")),
    Visit("a checked spreadsheet", "uploader", lambda known: known.upload.get_absolute_url()),
    *(Visit(f"own offering: {what}", "uploader", lambda known, what=what: f"/offerings/{known.offering.pk}/{what}/")
      for what in ("parts/basics", "parts/description", "parts/prices", "parts/level-new", "check", "copy")),
    Visit("a new own offering", "uploader", _named("offering_new")),
    Visit("own offerings of an editor", "uploader", _named("offering_list")),
    Visit("a plan", "uploader", _plan),
    Visit("remove a plan", "uploader", lambda known: f"{_plan(known)}remove/"),
    Visit("home", "anonymous", _at("/")),
    Visit("guidance", "anonymous", _at("/guidance/")),
    Visit("a guidance page", "anonymous", lambda known: GuidancePage.objects.first().url),
    Visit("all news", "anonymous", _at("/news/")),
    Visit("a piece of news", "anonymous", lambda known: NewsPage.objects.first().url),
    Visit("components", "anonymous", _named("components")),
    Visit("choose a person", "anonymous", _at("/demo/")),
    Visit("be a person", "anonymous", _at(f"/demo/as/{PERSONS[0].slug}/")),
    *(Visit(f"error {status}", "anonymous", _at(f"/components/errors/{status}/"), status) for status in TITLES),
)  # fmt: skip
