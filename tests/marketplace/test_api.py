"""The ground of the API: who asks, how often, what is refused and how it is said."""

import datetime
import json

import pytest
from django.db import OperationalError
from django.http import Http404
from django.urls import reverse
from ninja import Query, Router
from ninja.testing import TestClient
from pydantic import Field

from marketplace.api.problems import answer_refusals
from marketplace.api.routes import StoaAPI, StrictParser, api
from marketplace.errors import DomainError, StaleForm
from marketplace.organisations.actions.tokens import issue_token, revoke_token
from marketplace.organisations.token_auth import MEASURE, ORDER, PUBLIC, READ
from marketplace.permissions import Role, require
from marketplace.schemas import Input, Paged, PageOf, Schema, paged, refuse_control_characters
from tests.factories.marketplace import person
from tests.worlds import world

NOW = datetime.datetime.now(datetime.UTC)
PROBLEM = "application/problem+json"


class Thing(Schema):
    name: str


class ThingIn(Input):
    name: str = Field(min_length=1, max_length=40)
    parts: dict[str, str] = {}


def small_api():
    """An API of its own with the real ground under it."""
    own = StoaAPI(urls_namespace="test", auth=PUBLIC, parser=StrictParser())
    answer_refusals(own)
    router = Router()

    @router.get("/things", response=Paged[Thing])
    def list_things(request, asked: Query[PageOf]):
        return paged(request, [{"name": f"thing {n}"} for n in range(60)], asked)

    @router.post("/things", response=Thing, auth=ORDER)
    def make_thing(request, sent: ThingIn):
        return {"name": sent.name}

    @router.get("/refused/{why}")
    def refused(request, why: str):
        if why == "stale":
            raise StaleForm
        if why == "not-you":
            require(request.user, "audit.read")
        if why == "not-there":
            raise Http404
        raise DomainError("This lot was awarded. Look at the award.")

    @router.get("/whoami", auth=READ)
    def who(request):
        return {"email": request.user.email, "roles": [held.role for held in request.user.standing]}

    @router.post("/measurements", auth=MEASURE)
    def measure(request):
        return {}

    own.add_router("", router)
    return own


@pytest.fixture
def client_of_api():
    return TestClient(small_api())


def post(client, path, body, **more):
    return client.post(path, data=body, content_type="application/json", **more)


class TestWhatComesIn:
    @pytest.mark.parametrize(
        "text",
        ["a\x00b", "\x1b[31m", "bell\x07", "\ud800", {"deep": ["\x00"]}, {"\x00": 1}, [[[["\x7f"]]]]],
    )
    def test_control_characters_are_refused_wherever_they_hide(self, text):
        with pytest.raises(ValueError, match="control character"):
            refuse_control_characters(text)

    @pytest.mark.parametrize("text", ["two\nlines\tand a tab\r\n", "Ünïcödé 🏛", "", 5, None, {"a": [1, None]}])
    def test_ordinary_text_is_not(self, text):
        refuse_control_characters(text)

    def test_nesting_without_end_is_refused(self):
        nested = "x"
        for _ in range(30):
            nested = [nested]
        with pytest.raises(ValueError, match="nested too deeply"):
            refuse_control_characters(nested)

    def test_inputs_take_known_fields_and_bounded_texts_only(self):
        assert ThingIn(name=" desk ").name == "desk"
        for wrong in (
            {"name": ""},
            {"name": "x" * 41},
            {"name": "a", "extra": 1},
            {"name": "a", "parts": {"k": "\x00"}},
        ):
            with pytest.raises(ValueError, match="validation error"):
                ThingIn(**wrong)

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
    def test_what_is_not_json_is_not_read(self, number, rf):
        with pytest.raises(ValueError, match="is not JSON"):
            StrictParser().parse_body(rf.post("/", data=f'{{"a": {number}}}', content_type="application/json"))


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize(
        ("why", "status", "says"),
        [
            ("stale", 409, "Somebody changed this record"),
            ("not-now", 409, "This lot was awarded."),
            ("not-you", 403, "role that you do not hold"),
            ("not-there", 404, "belongs to another organisation"),
        ],
    )
    def test_each_is_a_problem_with_a_sentence(self, client_of_api, why, status, says):
        answer = client_of_api.get(f"/refused/{why}", user=person(Role.REQUESTER))
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
        assert says in answer.json()["detail"]
        assert answer.json()["status"] == status
        assert set(answer.json()) == {"type", "title", "status", "detail", "instance", "reference", "errors"}

    def test_wrong_fields_are_named(self, client, admin_token):
        answer = client.get("/api/v1/offerings", {"page": "-1", "page_size": "many"})
        assert answer.status_code == 422
        assert {fault["at"] for fault in answer.json()["errors"]} == {"query.page", "query.page_size"}

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ("{", 400),
            ("", 422),
            ("[1]", 422),
            ('{"key": NaN}', 400),
            ('{"key": "a\\u0000b"}', 422),
            ('{"key": "\\ud800"}', 422),
            ("[" * 5000, 400),
            ("9" * 5000, 400),
            (b"\xff\xfe", 400),
        ],
    )
    def test_bodies_that_cannot_be_read(self, client, admin_token, body, status):
        answer = client.post(
            "/api/v1/orders", body, content_type="application/json", headers={"Authorization": f"Bearer {admin_token}"}
        )
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)

    def test_a_body_over_the_limit_is_413(self, client, admin_token, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        answer = client.post(
            "/api/v1/orders",
            json.dumps({"key": "x" * 2000}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {admin_token}"},
        )
        assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("get", "/api/v1/nothing-here", 404),
            ("delete", "/api/v1/offerings", 405),
            ("get", "/api/v1/offerings?q=%00", 400),
            ("get", "/api/v1/offerings?page=99999", 404),
            ("get", "/api/v1/offerings?page=999999999999999999999999", 422),
        ],
    )
    def test_beside_the_operations_too(self, client, method, path, status):
        answer = getattr(client, method)(path)
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
        assert answer.json()["detail"]


@world
def admin():
    return person(Role.AGENCY_ADMIN, Role.REQUESTER)


def token_for(user, *scopes):
    organisation = user.memberships.first().organisation
    return issue_token(
        organisation=organisation, name="t", scopes=scopes, expires_at=NOW + datetime.timedelta(days=9), by=user
    )


@pytest.fixture
def admin_token(admin):
    return token_for(admin, "read", "order")[1]


def bearer(secret):
    return {"headers": {"Authorization": f"Bearer {secret}"}}


@pytest.mark.django_db
class TestWhoAsks:
    def test_a_visitor_reads_what_is_public(self, client_of_api):
        assert client_of_api.get("/things").status_code == 200

    def test_a_visitor_is_told_how_to_get_in(self, client):
        answer = client.get("/api/v1/orders")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert "administrator makes one" in answer.json()["detail"]

    def test_a_token_acts_for_its_owner(self, client_of_api, admin, admin_token):
        answer = client_of_api.get("/whoami", **bearer(admin_token))
        assert answer.json() == {"email": admin.email, "roles": ["agency_admin", "requester"]}

    @pytest.mark.parametrize("secret", ["nonsense", "stoa_00_x", "", "a b c"])
    def test_a_wrong_token_is_401_even_where_visitors_may_read(self, client, secret):
        answer = client.get("/api/v1/offerings", **bearer(secret))
        assert answer.status_code == 401

    def test_a_revoked_one_too(self, client, admin):
        token, secret = token_for(admin, "read")
        assert client.get("/api/v1/orders", **bearer(secret)).status_code == 200
        revoke_token(token=token, by=admin)
        assert client.get("/api/v1/orders", **bearer(secret)).status_code == 401

    def test_a_token_does_what_its_scopes_say(self, client, admin):
        _, secret = token_for(admin, "measure")
        answer = client.get("/api/v1/orders", **bearer(secret))
        assert answer.status_code == 403
        assert "scope “read”" in answer.json()["detail"]

    def test_a_browser_reads_with_its_session_and_changes_with_the_csrf_token(self, client, admin):
        client.handler.enforce_csrf_checks = True
        client.force_login(admin)
        assert client.get("/api/v1/orders").status_code == 200
        answer = client.post("/api/v1/orders", "{}", content_type="application/json")
        assert answer.status_code == 403
        client.get("/organisations/")
        marked = {"X-CSRFToken": client.cookies["csrf"].value}
        assert client.post("/api/v1/orders", "{}", content_type="application/json", headers=marked).status_code == 422

    def test_a_second_factor_that_is_due_keeps_the_session_out(self, client, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        client.force_login(person(Role.CIO))
        answer = client.get("/api/v1/orders")
        assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)


@pytest.mark.django_db
class TestAnswers:
    def test_pages_say_where_they_go_on(self, client_of_api):
        first = client_of_api.get("/things?page_size=25").json()
        last = client_of_api.get("/things?page=3&page_size=25").json()
        assert (first["count"], first["pages"], len(first["items"])) == (60, 3, 25)
        assert first["next"].endswith("page_size=25&page=2")
        assert (len(last["items"]), last["next"]) == (10, None)
        assert client_of_api.get("/things?page=4&page_size=25").status_code == 404

    def test_an_unchanged_answer_is_not_sent_again(self, client):
        first = client.get("/api/v1/offerings")
        again = client.get("/api/v1/offerings", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get("/api/v1/offerings", headers={"If-None-Match": '"other"'}).status_code == 200

    def test_private_answers_are_kept_by_nobody(self, client):
        answer = client.get("/api/v1/offerings")
        assert answer["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Cookie"} <= {name.strip() for name in answer["Vary"].split(",")}

    def test_an_allowance_of_requests(self, client, settings):
        settings.API_REQUESTS_A_MINUTE = 3
        answers = [client.get("/api/v1/openapi.json") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
        assert int(answers[3]["Retry-After"]) >= 1
        assert answers[3].json()["detail"].startswith("One address may ask 3 times a minute.")

    def test_a_database_that_is_away_is_not_made_worse_by_counting(self, client, monkeypatch):
        def away(**request):
            raise OperationalError

        monkeypatch.setattr("marketplace.api.middleware.take_request", away)
        assert client.get("/api/v1/openapi.json").status_code == 200

    def test_behind_the_proxy_each_caller_has_their_own(self, client, settings):
        settings.API_REQUESTS_A_MINUTE, settings.BEHIND_PROXY = 1, True
        one = {"X-Forwarded-For": "made-up, 192.0.2.1"}
        assert client.get("/api/v1/openapi.json", headers=one).status_code == 200
        assert client.get("/api/v1/openapi.json", headers=one).status_code == 429
        other = {"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
        assert client.get("/api/v1/openapi.json", headers=other).status_code == 200


@pytest.mark.django_db
class TestDescription:
    def test_every_operation_declares_how_it_is_refused(self, client):
        schema = client.get("/api/v1/openapi.json").json()
        assert schema["openapi"] == "3.1.0"
        operations = [operation for methods in schema["paths"].values() for operation in methods.values()]
        assert operations
        for operation in operations:
            assert {"400", "401", "403", "404", "409", "413", "422", "429"} <= set(operation["responses"])
            assert operation["summary"]
            assert operation["security"]

    def test_operations_have_names_of_their_own(self, client):
        schema = client.get("/api/v1/openapi.json").json()
        names = [operation["operationId"] for methods in schema["paths"].values() for operation in methods.values()]
        assert len(names) == len(set(names))

    def test_the_page_shows_every_operation_without_a_script(self, client):
        page = client.get("/api/v1/docs").content.decode()
        for path in client.get("/api/v1/openapi.json").json()["paths"]:
            assert path in page
        assert "<script" not in page.partition("<main")[2].partition("</main>")[0]

    def test_the_documentation_is_where_it_was_promised(self):
        assert reverse("api:openapi-json") == "/api/v1/openapi.json"
        assert reverse("api:openapi-view") == "/api/v1/docs"
        assert api.title == "Stoa"
