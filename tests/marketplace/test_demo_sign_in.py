"""Becoming one of the demonstration's persons: a button, no password, and only under its settings."""

import pytest
from django.contrib.auth import get_user

from marketplace.demo.persons import PERSONS, person
from tests.factories.marketplace import UserFactory
from tests.marketplace import demo_urls  # noqa: F401 composed while the settings are those of the site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.marketplace.demo_urls")]


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def alma():
    chosen = person("requester")
    return UserFactory(name=chosen.name, email=chosen.email)


def test_the_list_names_everybody_with_a_button_each(client):
    response = client.get("/demo/")
    page = response.content.decode()
    assert response.status_code == 200
    assert all(one.name in page and f'action="/demo/as/{one.slug}/"' in page for one in PERSONS)


def test_the_list_asks_the_database_nothing(client, django_assert_num_queries):
    client.get("/demo/")
    with django_assert_num_queries(0):
        client.get("/demo/")


def test_looking_signs_nobody_in(client, alma):
    response = client.get("/demo/as/requester/")
    assert response.status_code == 200
    assert "Go on as Alma Reyes?" in response.content.decode()
    assert get_user(client).is_anonymous


def test_the_button_signs_in_and_leads_to_the_work(client, alma):
    response = client.post("/demo/as/requester/")
    assert (response.status_code, response["Location"]) == (302, "/workspace/")
    assert get_user(client) == alma


def test_another_person_takes_the_place_of_the_first(client, alma):
    leon = UserFactory(email=person("approver").email)
    client.post("/demo/as/requester/")
    client.session["seen"] = "hers"
    client.post("/demo/as/approver/")
    assert get_user(client) == leon
    assert "seen" not in client.session


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/catalogue/?q=desk", "/catalogue/?q=desk"),
        ("https://elsewhere.example/", "/workspace/"),
        ("//x", "/workspace/"),
    ],
)
def test_the_way_on_stays_on_this_site(client, alma, wanted, reached):
    assert client.post("/demo/as/requester/", {"next": wanted})["Location"] == reached


@pytest.mark.parametrize("address", ["/demo/as/governor/", "/demo/as/approver/"])
def test_somebody_who_is_not_there_is_not_found(client, alma, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert get_user(client).is_anonymous


def test_somebody_who_left_cannot_be_chosen(client, alma):
    alma.is_active = False
    alma.save()
    assert client.post("/demo/as/requester/").status_code == 404


def test_the_token_of_the_form_is_needed(alma, client):
    client.handler.enforce_csrf_checks = True
    assert client.post("/demo/as/requester/").status_code == 403
    assert get_user(client).is_anonymous


@pytest.mark.parametrize("address", ["/demo/", "/demo/as/requester/"])
def test_without_the_settings_there_is_no_such_page(client, settings, alma, address):
    settings.DEMO = False
    assert client.get(address).status_code == 404
    assert client.post("/demo/as/requester/").status_code == 404
    assert get_user(client).is_anonymous


@pytest.mark.urls("marketplace.urls")
def test_the_site_itself_does_not_have_the_addresses(client, settings, alma):
    assert client.post("/demo/as/requester/").status_code == 404
