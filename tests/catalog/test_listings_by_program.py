"""A vendor's system lists offerings with its token: read like a row of the spreadsheet, saved as on the screens."""

import datetime

import pytest
from django.utils import timezone

from catalog.models import Topic
from catalog.offerings.actions import edit_offering, publish_offering
from catalog.offerings.models import Offering
from marketplace.audit.models import AuditEvent
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/listings"
STEPS = [{"percent": "10"}, {"below": "99", "percent": "25"}]
PLAN = {"name": "Standard", "unit": "user", "price": "19.50", "interval": "month", "minimum_term_months": 12}
PLAN |= {
    "tiers": [{"from": 200, "price": "18.00"}],
    "discounts": [{"of": "months", "from": 36, "percent": "10"}],
    "usage_charges": [{"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000}],
}
SAID = {
    "code": "KD-100",
    "name": "Kestrel Desk",
    "summary": "A service desk for one agency.",
    "description": "Cases, changes and knowledge.\n\nFor agencies of any size.",
    "service_models": ["saas", "support"],
    "deployment": "public_cloud",
    "impact_level": "moderate",
    "topics": ["Service desk"],
    "website": "https://vendor.example",
    "authorised_on": "2026-01-31",
    "open_api": True,
    "availability": "99.9",
    "availability_credits": STEPS,
    "availability_credit_cap": "100",
    "plans": [PLAN],
}


@world
def editor():
    Topic.objects.create(name="Service desk", slug="service-desk")
    return person(Role.VENDOR_ADMIN, of=OrganisationFactory(vendor=True, name="Kestrel Lane"))


def bearer(user, *scopes) -> dict[str, str]:
    said = {"organisation": user.memberships.get().organisation, "scopes": scopes or ["list", "read"], "by": user}
    _, secret = issue_token(name="Lister", expires_at=timezone.now() + datetime.timedelta(days=7), **said)
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def system(client, editor):
    """The vendor's system: method, what comes after the address, body."""
    headers = bearer(editor)

    def ask(method, rest="", body=None, headers=headers):
        sent = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(client, method)(f"{ADDRESS}{rest}", headers=headers, **sent)

    return ask


@pytest.fixture
def drafted(system):
    answer = system("post", body=SAID)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def changed(system, drafted, **said):
    return system("patch", f"/{drafted['slug']}", {"version": drafted["version"], **said})


class TestDrafts:
    def test_a_draft_holds_what_was_sent_and_tells_it_again(self, system, drafted, editor):
        offering = Offering.objects.get(slug=drafted["slug"])
        assert (offering.vendor_code, offering.live, offering.vendor.name) == ("KD-100", False, "Kestrel Lane")
        assert [topic.name for topic in offering.topics.all()] == ["Service desk"]
        [plan], [level] = offering.plans.all(), offering.service_levels.all()
        assert (plan.tiers, plan.minimum_term_months) == ([{"from": 200, "price": "18.00"}], 12)
        assert (str(level.target), level.credit_steps, int(level.credit_cap_percent)) == ("99.9000", STEPS, 100)
        assert system("get", f"/{drafted['slug']}").json() == drafted
        told = {name: drafted[name] for name in SAID if name != "plans"}
        assert told == {name: SAID[name] for name in SAID if name != "plans"}
        assert {name: drafted["plans"][0][name] for name in PLAN if name != "price"} == {
            name: PLAN[name] for name in PLAN if name != "price"
        }
        assert AuditEvent.objects.filter(action="catalog.offering.drafted", actor_id=editor.pk).exists()

    def test_a_code_is_drafted_once_and_finds_its_offering_again(self, system, drafted):
        assert system("post", body=SAID).status_code == 409
        assert Offering.objects.count() == 1
        [row] = system("get", "?code=KD-100").json()["items"]
        assert (row["slug"], row["version"], row["standing"]) == (drafted["slug"], drafted["version"], "draft")
        assert system("get", "?code=KD-200").json()["items"] == []

    @pytest.mark.parametrize(
        ("wrong", "place", "words"),
        [
            ({"name": ""}, "body.name", "Name is missing. Fill it in."),
            ({"code": ""}, "body.code", "Your code is missing."),
            ({"deployment": "moon"}, "body.deployment", "“moon” is not known here. Choose one of:"),
            ({"topics": ["Cheese"]}, "body.topics", "“Cheese” is no topic of the catalogue. Look the name up. GET"),
            ({"authorised_on": "2026-02-31"}, "body.authorised_on", "“2026-02-31” is not a day of the calendar."),
            ({"plans": [{"name": "Half"}]}, "body.plans.0.unit", "Plan 1 is only half there"),
            ({"plans": [PLAN, {**PLAN, "name": "Dear", "price": "-1"}]}, "body.plans.1.price", "-1 is less than 0."),
            ({"plans": [PLAN, PLAN]}, "body.plans.1.name", "Two plans have this name."),
            ({"availability": "101"}, "body.availability", "101 is more than 100."),
            ({"availability_credits": STEPS[::-1]}, "body.availability_credits", "does not fit."),
            ({"availability": None}, "body.availability", "credits and no availability"),
        ],
    )
    def test_what_is_wrong_is_said_as_for_a_row_of_the_spreadsheet(self, system, wrong, place, words):
        answer = system("post", body=SAID | wrong)
        assert answer.status_code == 422
        assert any(each["at"] == place and words in each["message"] for each in answer.json()["errors"]), answer.json()
        assert not Offering.objects.exists()

    @pytest.mark.parametrize(
        "body",
        [
            {**SAID, "live": True},
            {**SAID, "availability": "1E+999999999"},
            {**SAID, "availability": "1E-999999999"},
            {**SAID, "plans": [PLAN] * 4},
            {**SAID, "name": 5},
            [],
            {**SAID, "name": "a\x00"},
        ],
    )
    def test_what_has_another_form_is_refused(self, system, body):
        assert system("post", body=body).status_code == 422
        assert not Offering.objects.exists()


class TestChanges:
    def test_a_change_names_its_version_and_leaves_what_it_does_not_say(self, system, drafted):
        answer = changed(system, drafted, summary="For two agencies.", plans=[{**PLAN, "price": "21.00"}])
        assert answer.status_code == 200
        told = answer.json()
        assert (told["summary"], told["name"], told["version"] > drafted["version"]) == (
            "For two agencies.", "Kestrel Desk", True
        )  # fmt: skip
        [plan] = Offering.objects.get().plans.all()
        assert (f"{plan.price:.2f}", plan.tiers) == ("21.00", PLAN["tiers"])

    def test_what_says_nothing_new_makes_no_version(self, system, drafted):
        sent = {name: value for name, value in drafted.items() if name in SAID and name != "code"}
        assert changed(system, drafted, **sent).json() == drafted

    def test_what_is_published_stays_until_the_next_publication(self, system, drafted):
        office = person(Role.CATALOGUE_EDITOR)
        publish_offering(offering=Offering.objects.get(), by=office)
        plans = [{**PLAN, "price": "21.00"}, {**PLAN, "name": "Large"}]
        told = changed(system, drafted, summary="For two agencies.", plans=plans).json()
        assert (told["standing"], told["summary"], len(told["plans"])) == ("newer", "For two agencies.", 2)
        public = Offering.objects.get()
        assert (public.summary, [f"{plan.price:.2f}" for plan in public.plans.all()]) == (SAID["summary"], ["19.50"])
        published = publish_offering(offering=public, by=office)
        assert {plan.name: f"{plan.price:.2f}" for plan in published.plans.all()} == {
            "Standard": "21.00",
            "Large": "19.50",
        }

    def test_a_stale_change_is_refused_with_both(self, system, drafted, editor):
        offering = Offering.objects.get()
        said = {"fields": {"summary": "Theirs."}, "latest_revision_id": drafted["version"]}
        edit_offering(offering=offering, by=editor, **said)
        answer = changed(system, drafted, summary="Ours.")
        assert answer.status_code == 409
        told = answer.json()
        assert (told["current"]["summary"], told["sent"]) == ("Theirs.", {"summary": "Ours."})
        assert Offering.objects.get().summary == "Theirs."
        newer = {"version": told["current"]["version"]}
        assert changed(system, drafted | newer, summary="Ours.").json()["summary"] == "Ours."

    def test_a_bad_change_saves_nothing(self, system, drafted):
        answer = changed(system, drafted, summary="New.", deployment="moon")
        assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "body.deployment")
        assert system("get", f"/{drafted['slug']}").json() == drafted


class TestReview:
    def test_it_goes_to_the_reviewers_and_nobody_changes_it_there(self, system, drafted):
        version = {"version": drafted["version"]}
        answer = system("post", f"/{drafted['slug']}/review", version)
        assert (answer.status_code, answer.json().get("standing")) == (200, "review"), answer.json()
        assert Offering.objects.get().workflow_in_progress
        assert system("post", f"/{drafted['slug']}/review", version).status_code == 409
        assert changed(system, drafted | {"version": answer.json()["version"]}, summary="Late.").status_code == 409
        assert Offering.objects.get().summary == SAID["summary"]

    def test_what_is_missing_is_said_and_another_version_is_not_sent(self, system):
        bare = {name: SAID[name] for name in ("code", "name", "service_models", "deployment")} | {
            "on_standard_terms": True
        }
        drafted = system("post", body=bare).json()
        address = f"/{drafted['slug']}/review"
        answer = system("post", address, {"version": drafted["version"]})
        assert (answer.status_code, "was not published" in answer.json()["detail"]) == (409, True)
        assert system("post", address, {"version": drafted["version"] + 1}).json()["current"]["name"] == "Kestrel Desk"
        assert not Offering.objects.get().workflow_in_progress


class TestWhoMay:
    @pytest.mark.parametrize("scopes", [["read"], ["measure"], ["read", "order"]])
    def test_a_token_without_the_scope_writes_nothing(self, system, editor, scopes):
        assert system("post", body=SAID, headers=bearer(editor, *scopes)).status_code == 403
        assert not Offering.objects.exists()
        assert system("post", body=SAID, headers=bearer(editor, "list")).status_code == 201

    def test_an_agency_lists_nothing(self, system):
        assert system("post", body=SAID, headers=bearer(person(Role.AGENCY_ADMIN))).status_code == 403
        assert not Offering.objects.exists()

    def test_another_vendors_offering_is_not_there(self, system, drafted):
        other = bearer(person(Role.VENDOR_ADMIN))
        body = {"version": drafted["version"]}
        for method, rest, sent in (("get", "", None), ("patch", "", body), ("post", "/review", body)):
            assert system(method, f"/{drafted['slug']}{rest}", sent, headers=other).status_code == 404
        assert system("get", headers=other).json()["items"] == []

    def test_a_public_offering_of_others_is_not_among_the_own(self, system):
        OfferingFactory(name="Heron Books", slug="heron-books")
        assert system("get", "/heron-books").status_code == 404
