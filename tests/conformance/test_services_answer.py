"""Each outside service is the real one, and answers."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest


def _fetch(url, **parts):
    with urllib.request.urlopen(urllib.request.Request(url, **parts), timeout=30) as answer:
        return json.load(answer)


@pytest.mark.elasticsearch
def test_elasticsearch_indexes_and_finds_a_word_in_another_form(elasticsearch_url):
    assert _fetch(f"{elasticsearch_url}/_cluster/health")["status"] in {"green", "yellow"}
    index = f"{elasticsearch_url}/answers"
    headers = {"Content-Type": "application/json"}
    mapping = {"mappings": {"properties": {"text": {"type": "text", "analyzer": "english"}}}}
    _fetch(index, data=json.dumps(mapping).encode(), headers=headers, method="PUT")
    try:
        document = json.dumps({"text": "backing up databases"}).encode()
        _fetch(f"{index}/_doc/1?refresh=true", data=document, headers=headers, method="PUT")
        assert _fetch(f"{index}/_search?q=text:database")["hits"]["total"]["value"] == 1
    finally:
        _fetch(index, method="DELETE")


@pytest.fixture
def stripe_headers():
    return {"Authorization": "Basic " + base64.b64encode(b"sk_test_123:").decode()}


@pytest.mark.stripe
def test_stripe_mock_makes_a_customer(stripe_url, stripe_headers):
    data = urllib.parse.urlencode({"name": "Department of Roads"}).encode()
    assert _fetch(f"{stripe_url}/v1/customers", data=data, headers=stripe_headers)["object"] == "customer"


@pytest.mark.stripe
def test_stripe_mock_refuses_what_stripe_does_not_know(stripe_url, stripe_headers):
    data = urllib.parse.urlencode({"nonsense": "1"}).encode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        _fetch(f"{stripe_url}/v1/customers", data=data, headers=stripe_headers)
    assert refused.value.code == 400


@pytest.mark.browser
def test_a_page_opens_in_the_browser(browser):
    page = browser.new_page()
    page.goto("about:blank")
    page.set_content("<h1>Agora</h1>")
    assert page.locator("h1").inner_text() == "Agora"
    page.close()
