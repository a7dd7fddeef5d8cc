"""The real search engine stopped, hung, red, refusing and without its index: the page answers, and mends itself."""

import signal
import time
from collections.abc import Callable

import pytest

from catalog.offerings.models import Offering
from catalog.search import engines, postgres
from catalog.search.circuit import CircuitBreaker
from catalog.search.copies import mend_copy, rebuild_copy
from catalog.search.elasticsearch import finding
from catalog.search.elasticsearch.connection import client as searching
from catalog.search.elasticsearch.connection import state
from catalog.search.elasticsearch.indexing import index_names
from catalog.search.engine import EngineUnavailable
from catalog.search.fallback import FallbackEngine
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from catalog.search.tasks import drain_waiting_changes, mend_search_copy, send_changed
from tests.factories.search import indexed, listed_offering
from tools import elasticsearch, unprivileged
from tools.daemons import free_port
from tools.places import PRIVATE

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

PAGE_SECONDS = 1.5
PAUSE = 0.5
PATIENCE = 90.0  # for a Java server on a machine that does other things as well


@pytest.fixture(scope="module")
def server(worker_id):
    """A server of this module's own in each worker: nobody else searches in it."""
    folder = unprivileged.reachable(PRIVATE / "services" / f"elasticsearch-faults-{worker_id}")
    daemon = elasticsearch.server_in(folder, memory="512m", port=free_port())
    daemon.start()
    yield daemon
    daemon.send(signal.SIGCONT)
    daemon.stop()


@pytest.fixture
def breaker():
    return CircuitBreaker(pause=PAUSE, longest=2 * PAUSE)


@pytest.fixture
def vault(server, breaker, settings, monkeypatch):
    """An indexed offering, found by Elasticsearch."""
    settings.ELASTICSEARCH_URL = [f"http://127.0.0.1:{server.port}"]
    own = FallbackEngine(finding.ENGINE, postgres.ENGINE, breaker)
    monkeypatch.setattr(engines, "with_fallback", lambda: own)
    offering = listed_offering("Vault")
    indexed()
    rebuild_copy()
    until(lambda: engine() == "elasticsearch")
    return offering


def engine() -> str:
    """Who answers now."""
    return search_catalogue(CatalogueQuery(text="vault")).engine


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come back by itself"
        time.sleep(PAUSE / 2)


def page_answers_without_it(client, breaker) -> None:
    """The page shows the offering and the notice, in its time: the quickest of three, for the machine may be busy."""
    client.get("/catalogue/?q=warm")
    taken = []
    for _ in range(3):
        breaker.succeeded()  # each page pays for its own wait
        began = time.monotonic()
        answer = client.get("/catalogue/?q=vault")
        taken.append(time.monotonic() - began)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<h3>" in page
        assert "Vault" in page
        assert "A simpler search answers at the moment" in page
    assert min(taken) < PAGE_SECONDS, taken


def opens(breaker) -> None:
    """Two failures in a row open the circuit."""
    breaker.succeeded()
    for _ in range(2):
        assert engine() == "postgresql"
    assert not breaker.is_closed


def health(client) -> str:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    return answer.json()["parts"]["elasticsearch"]


def save_is_quick_and_reaches_the_index_later(offering: Offering, *, name: str) -> None:
    began = time.monotonic()
    offering.name = name
    offering.save_revision().publish()
    drain_waiting_changes()
    assert time.monotonic() - began < 5  # one wait for the server alone would take thirty
    assert search_catalogue(CatalogueQuery(text=name)).total == 1


def closes_again(breaker) -> None:
    """Nobody does anything but search."""
    until(lambda: engine() == "elasticsearch")
    assert breaker.is_closed
    assert state() == "ok"


def test_hung_it_is_waited_for_once_and_left_alone(client, server, vault, breaker):
    assert state() == "ok"
    server.send(signal.SIGSTOP)
    try:
        page_answers_without_it(client, breaker)
        opens(breaker)
        assert health(client) == "does not answer; PostgreSQL does"
        save_is_quick_and_reaches_the_index_later(vault, name="Vaulted")
    finally:
        server.send(signal.SIGCONT)
    until(lambda: state() == "ok")
    assert send_changed([vault.pk]) == 1
    closes_again(breaker)
    assert mend_copy().total == 0


def test_stopped_it_is_missed_by_nobody_and_comes_back(client, server, vault, breaker):
    server.stop()
    try:
        page_answers_without_it(client, breaker)
        opens(breaker)
        assert health(client) == "does not answer; PostgreSQL does"
        save_is_quick_and_reaches_the_index_later(vault, name="Vaulted")
        with pytest.raises(EngineUnavailable):
            send_changed([vault.pk])
        assert mend_search_copy() == 0
    finally:
        server.start()
    until(lambda: state() == "ok")
    # The job is lost as well: the hourly comparison finds what was missed.
    assert mend_search_copy() == 1
    closes_again(breaker)


def test_a_deleted_index_is_made_anew(client, vault, breaker):
    for name in index_names():
        searching(seconds=30).indices.delete(index=name)
    page_answers_without_it(client, breaker)
    opens(breaker)
    assert health(client) == "has no index; PostgreSQL answers"
    with pytest.raises(EngineUnavailable):
        send_changed([vault.pk])
    assert mend_search_copy() == 1
    closes_again(breaker)


def test_red_it_is_not_searched_and_the_next_index_is_filled(client, vault, breaker, settings):
    nowhere = {"settings": {"index.routing.allocation.require._name": "no-such-node"}}
    asked, alias = searching(seconds=30), settings.ELASTICSEARCH_INDEX
    [whole] = index_names()
    asked.indices.create(index=f"{alias}-red", body=nowhere, wait_for_active_shards="0", timeout="1s")
    asked.indices.update_aliases(
        actions=[{"add": {"index": f"{alias}-red", "alias": alias}}, {"remove_index": {"index": whole}}]
    )
    page_answers_without_it(client, breaker)
    opens(breaker)
    assert health(client) == "red; PostgreSQL answers"
    rebuild_copy()
    closes_again(breaker)
    assert index_names() != [f"{alias}-red"]


def test_refusing_for_want_of_memory_it_is_left_alone(client, vault, breaker):
    asked, limit = searching(seconds=30), "indices.breaker.request.limit"
    asked.cluster.put_settings(transient={limit: "1b"})
    try:
        page_answers_without_it(client, breaker)
        opens(breaker)
    finally:
        asked.cluster.put_settings(transient={limit: None})
    closes_again(breaker)


def test_without_one_set_none_is_named(client, settings):
    settings.ELASTICSEARCH_URL = []
    assert "elasticsearch" not in client.get("/health/ready").json()["parts"]
