"""Ten thousand odd queries over the page, its values, the suggestions and the API, on both engines.

None is answered with an error of ours, and whatever is refused is refused with a sentence.
"""

import itertools
import random
import re
import uuid
from urllib.parse import quote, quote_plus

import pytest

from catalog.search import engines, facets, postgres
from catalog.search.circuit import CircuitBreaker
from catalog.search.copies import rebuild_copy
from catalog.search.elasticsearch import finding
from catalog.search.elasticsearch.connection import client as elasticsearch
from catalog.search.elasticsearch.indexing import index_names
from catalog.search.fallback import FallbackEngine
from catalog.search.prices import PRICE_NAMES
from tests.counts import count
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named

pytestmark = pytest.mark.django_db
MINUTES = 60
QUERIES = count(10_000)
ADDRESSES = (
    "/catalogue/",
    "/catalogue/values/vendor/",
    "/catalogue/values/category/",
    "/search/suggestions/",
    "/api/v1/offerings",
)

WORDS = ["desk", "service", "café", "ledger", "a", "of", "IAAS", "zoölogica", "漢字", "ﬁ", "١٢", "ı", "ß", "straße"]
MARKS = ['"', "'", "`", "(", ")", "[", "]", "{", "}", "<", ">", "/", "\\", "|", "&", "!", "*", "?", "~", "^", ":", "%"]
SYNTAX = [
    "AND", "OR", "NOT", "-", "--", "+", "||", "&&", "name:*", "*:*", "[1 TO *]", "/.*/", "desk~2", "desk^99", "../etc",
    "' OR 1=1 --", "'; DROP TABLE catalog_offering; --", "1) UNION SELECT 1", "$1", "%s", "%(text)s", "{{ 7*7 }}",
    "<script>alert(1)</script>", "desk:*", "a <-> b", "!(a & b)", "''::tsquery", "\\m(", "(?=", "${jndi:x}",
]  # fmt: skip
STRANGE = [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\u200f",
    "\u202e",
    "\u2066",
    "\u0301",
    "\ufeff",
    "\ue000",
    "\ue001",
    "🎉",
    "👩‍🚀",
]
# As bytes of an address: half of a pair, a byte alone, an overlong slash, an unfinished escape.
BROKEN = ["%ED%A0%80", "%ED%BF%BF", "%FF", "%C0%AF", "%F4%90%80%80", "%", "%zz", "%u0041", "+", "%00"]
PAGES = ["0", "-1", "2", "99999", "999999999", "1e9", "0x1", "١", "1.5", "", " 1", "9" * 400, "None", "\x00"]
AMOUNTS = [
    "0",
    "-1",
    "1e308",
    "NaN",
    "Infinity",
    "$5",
    "1,000.50",
    "999999999999999",
    "٣",
    "5;",
    "",
    "\x00",
    "1" * 4_000,
]


def text(by: random.Random) -> str:
    """A query of one to nine odd parts, percent-encoded; now and then five thousand characters."""
    if by.random() < 0.03:
        return quote_plus(by.choice([*WORDS, *MARKS, *STRANGE]) * 5_000)[:30_000]
    parts = [by.choice(by.choice([WORDS, MARKS, SYNTAX, STRANGE])) for _ in range(by.randint(1, 9))]
    joined = by.choice(["", " ", " ", "  ", "\t", "\n"]).join(parts)
    return quote_plus(joined) + (by.choice(BROKEN) if by.random() < 0.2 else "")


def query(by: random.Random) -> str:
    """One address' query string."""
    pairs = [(by.choice(["q", "q", "find"]), text(by)) for _ in range(by.choice([0, 1, 1, 1, 2]))]
    for _ in range(by.choice([0, 0, 1, 2, 60])):
        name = by.choice(facets.NAMES)
        options = [option.value for option in facets.BY_NAME[name].options] if name in facets.BY_NAME else ["finance"]
        pairs.append((name, quote(by.choice(options)) if by.random() < 0.7 else text(by)))
    pairs += [("page", quote(by.choice(PAGES)))] if by.random() < 0.3 else []
    pairs += [("sort", by.choice(["name", "price", "best", "NAME", text(by)]))] if by.random() < 0.3 else []
    pairs += [(name, quote(by.choice([*AMOUNTS, "10", "240"]))) for name in PRICE_NAMES if by.random() < 0.3]
    pairs += [("offering", text(by)) for _ in range(by.choice([0, 0, 0, 3, 50]))]
    by.shuffle(pairs)
    return "&".join(f"{name}={value}" for name, value in pairs)


@pytest.fixture
def _market():
    kestrel = vendor_named("Kestrel Lane", small_business=True)
    orderable_offering("Kestrel Service Desk", vendor=kestrel, topics=["Service management"], price="19.50")
    listed_offering("Café Ledger", topics=["Finance"], description="Managing budgets of agencies. " * 40)
    listed_offering("Meeting (Rooms) [*] \\ \"AND\" 'OR'", vendor=kestrel, service_models=["saas", "paas"])
    for number in range(40):
        listed_offering(f"Vault {number}", service_models=["iaas"], summary="Backups, kept apart.")
    indexed()


@pytest.fixture(params=["postgresql", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, _market, settings, monkeypatch):
    settings.API_REQUESTS_A_MINUTE = 0
    if request.param == "postgresql":
        yield request.param
        return
    settings.ELASTICSEARCH_URL = [request.getfixturevalue("elasticsearch_url")]
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex}"
    monkeypatch.setattr(finding, "SEARCH_SECONDS", 30.0)
    own = FallbackEngine(finding.ENGINE, postgres.ENGINE, CircuitBreaker())
    monkeypatch.setattr(engines, "with_fallback", lambda: own)
    rebuild_copy()
    yield request.param
    assert own.breaker.is_closed
    for name in index_names():
        elasticsearch(seconds=30).indices.delete(index=name)


def said(answer) -> str:
    """The words of a refusal: what a problem says of each fault or as a whole, or the page's box."""
    if "json" in answer["Content-Type"]:
        problem = answer.json()
        return (
            " ".join(f"{fault['at']}: {fault['message']}." for fault in problem.get("errors", ())) or problem["detail"]
        )
    page = answer.content.decode()
    found = re.search(r'role="alert".*?</ul>|<title>This request could not be read', page, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[0]) + "." if found else ""


def test_no_query_breaks_a_search_and_every_refusal_says_why(engine, client):
    by, client.raise_request_exception = random.Random(20_261_128), False
    broken, silent = [], []
    for number, address in zip(range(QUERIES), itertools.cycle(ADDRESSES), strict=False):
        asked = f"{address}?{query(by)}"
        answer = client.get(address, QUERY_STRING=asked.partition("?")[2])
        if answer.status_code >= 500:
            broken.append((number, answer.status_code, asked[:300]))
        elif answer.status_code >= 400 and not re.search(r"\w{3,} \w+.*\.", said(answer), re.DOTALL):
            silent.append((number, answer.status_code, asked[:300]))
    assert (broken[:5], silent[:5]) == ([], []), (len(broken), len(silent))
