"""Every refusal is a page of the house: what happened, what to do next, and a reference; programs get a problem."""

import re
from io import BytesIO

import pytest
from django.test import Client

from tests.factories.marketplace import UserFactory

pytestmark = [pytest.mark.urls("tests.marketplace.failing_urls"), pytest.mark.django_db]

SENTENCE = "Bidding closed at 2:00:00 pm Eastern. Version 2 counts. Ask the officer."


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def is_whole_page(response):
    text = response.content.decode()
    return all(
        [
            "Skip to main content" in text,
            text.count("<h1>") == 1,
            "What you can do" in text,
            "<li>" in text.split("What you can do")[1],
            re.search(r'give this reference: <span class="st-mono">[0-9a-f-]{36}</span>', text),
            f"Error {response.status_code}" in text,
            " style=" not in text,
        ]
    )


@pytest.mark.parametrize("status", [409, 413, 422, 429, 503])
def test_a_refusal_is_shown_with_its_own_sentence_under_its_status(client, status):
    response = client.get(f"/refuse/{status}/")
    assert response.status_code == status
    assert is_whole_page(response)
    assert SENTENCE in response.content.decode()


def test_a_refusal_with_a_status_of_no_page_is_a_conflict(client):
    assert client.get("/refuse/418/").status_code == 409


def test_the_address_of_a_button_opened_by_hand_leads_one_step_up(client):
    response = client.get("/press/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert is_whole_page(response)
    assert '<a href="..">' in response.content.decode()
    assert client.put("/press/").content == b""


def test_waiting_has_a_length(client):
    assert client.get("/refuse/429/")["Retry-After"] == "300"
    assert "Retry-After" not in client.get("/refuse/409/")


@pytest.mark.parametrize(
    ("path", "status", "secret"),
    [("/forbid/", 403, "secret.action"), ("/hide/", 404, "secret"), ("/nowhere/", 404, "nowhere")],
)
def test_not_allowed_and_not_there_have_pages_that_give_nothing_away(client, path, status, secret):
    response = client.get(path)
    assert response.status_code == status
    assert is_whole_page(response)
    assert secret not in response.content.decode()


def test_our_own_error_is_shown_without_the_database_and_without_its_detail(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/boom/")
    assert response.status_code == 500
    assert is_whole_page(response)
    assert "secret detail" not in response.content.decode()


def test_a_lost_database_is_a_pause_not_an_error_and_needs_no_database_to_say_so(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/lose/")
    assert response.status_code == 503
    assert is_whole_page(response)
    assert "10.0.0.1" not in response.content.decode()


def test_a_form_without_the_mark_of_this_site_is_refused_with_a_way_back():
    response = Client(enforce_csrf_checks=True).post("/read/", {"q": "x"})
    assert response.status_code == 403
    assert is_whole_page(response)
    assert "This form was open too long" in response.content.decode()


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/read/", {"q": "a\x00b"}),
        lambda client: client.get("/read/?%00=1"),
        lambda client: client.post("/read/", {"q": "a\x00b"}),
        lambda client: client.post("/read/", "q=a%00b", content_type="application/x-www-form-urlencoded"),
        lambda client: client.get("/read/a%00b/"),
    ],
)
def test_a_nul_character_anywhere_is_refused_in_a_sentence(client, send):
    response = send(client)
    assert response.status_code == 400
    assert is_whole_page(response)
    assert "NUL character" in response.content.decode()


def test_a_cookie_with_a_nul_character_is_no_cookie(client):
    response = client.get("/read/", headers={"Cookie": r'session="a\000b"'})
    assert response.status_code == 200
    assert response.content == b"[]"


@pytest.mark.parametrize(
    ("limit", "value", "fields"),
    [
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 1000, {"q": "x" * 2000}),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 5, {f"q{n}": n for n in range(9)}),
    ],
)
def test_too_much_at_once_is_too_large(client, settings, limit, value, fields):
    setattr(settings, limit, value)
    response = client.post("/read/", fields)
    assert response.status_code == 413
    assert is_whole_page(response)


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/read/", headers={"host": "evil.example"}),
        lambda client: client.post("/read/", b"rubbish", content_type="multipart/form-data; boundary=x"),
        lambda client: client.post("/read/", b"rubbish", content_type="multipart/form-data"),
        lambda client: client.post("/read/", b"\xff\xfe=\x80", content_type="application/x-www-form-urlencoded"),
    ],
)
def test_what_no_browser_sends_is_no_error_of_ours(client, send):
    assert send(client).status_code in (200, 400)


def test_another_host_is_refused_with_a_page(client):
    response = client.get("/read/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert is_whole_page(response)


def test_too_many_files_are_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 0
    response = client.post("/read/", {"file": BytesIO(b"x")})
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("path", "headers"), [("/api/refuse/409/", {}), ("/refuse/409/", {"accept": "application/problem+json"})]
)
def test_a_program_gets_a_problem(client, path, headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert re.fullmatch("[0-9a-f-]{36}", problem.pop("reference"))
    assert problem == {
        "type": "about:blank",
        "title": "Not possible now",
        "status": 409,
        "detail": SENTENCE,
        "instance": path,
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/forbid/", 403), ("/api/hide/", 404), ("/api/boom/", 500), ("/api/lose/", 503), ("/api/read/?q=%00", 400)],
)
def test_every_error_of_the_api_is_a_problem_without_detail_of_ours(client, path, status):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert "secret" not in response.content.decode()


def test_a_signed_in_reader_stays_signed_in_on_an_error_page(client):
    user = UserFactory(name="Alma Reyes")
    client.force_login(user)
    assert "Alma Reyes" in client.get("/hide/").content.decode()
    assert "Alma Reyes" not in client.get("/boom/").content.decode()
