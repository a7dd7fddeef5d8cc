"""Redirects of the editors: found in every spelling, for one question where there is none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/old-place/", "/old-place", "/old-place/?from=mail"])
def test_a_redirect_is_found_with_a_query_and_without(client, address):
    Redirect.add_redirect("/old-place/", redirect_to="/catalogue/")
    response = client.get(address)
    assert (response.status_code, response.url) == (301, "/catalogue/")


def test_a_redirect_is_found_in_letters_of_any_language(client):
    Redirect.add_redirect("/überblick/", redirect_to="/catalogue/")
    assert client.get("/%C3%BCberblick/").url == "/catalogue/"


def test_one_of_a_single_site_leads_nowhere_from_another(client):
    other = Site.objects.create(hostname="other.example", root_page=Site.objects.get().root_page)
    Redirect.add_redirect("/old-place/", redirect_to="/catalogue/", site=other)
    assert client.get("/old-place/").status_code == 404


def test_an_address_of_a_record_that_moved_may_have_one(client):
    Redirect.add_redirect("/catalogue/kestrel-desk/", redirect_to="/vendors/")
    assert client.get("/catalogue/kestrel-desk/").url == "/vendors/"


@pytest.mark.parametrize("address", ["/nothing/", "/nothing/?page=2", "/n%C3%BCll/"])
def test_what_is_nowhere_stays_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_address_without_one_is_asked_for_once(client):
    client.get("/catalogue/nothing-of-this-name/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/catalogue/nothing-of-this-name/").status_code == 404
    assert len([one for one in asked if "wagtailredirects" in (one["sql"] or "")]) == 1
    assert not [one for one in asked if "wagtailcore_site" in (one["sql"] or "")]
