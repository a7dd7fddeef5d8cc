"""`./stoa bench relevance [-v]`: do the right offerings stand first? Stoa's engines beside Wagtail's own search.

Fails below Wagtail's nDCG@10 on the publisher's topics, and below 0.75 on our own graded queries, on either engine. The
search is tuned on one half of each set; the other half says whether that was honest. `-v` shows the worst of the first.
"""

import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import fmean
from unittest.mock import patch

from django.test import override_settings

from catalog.models import Offering
from catalog.offerings.imports import import_listings
from catalog.offerings.usage_imports import COLUMNS, import_usage
from catalog.search.actions import rebuild_index
from catalog.search.copies import rebuild_copy
from catalog.search.elasticsearch import finding
from catalog.search.elasticsearch.connection import client
from catalog.search.elasticsearch.indexing import index_names
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from marketplace.files.intake import read_list, read_table
from marketplace.permissions import SYSTEM
from tests import databases
from tests.benchmarks import wagtail_peer
from tests.benchmarks.judgements import SHARED, Judged, own, topics
from tests.benchmarks.relevance import ndcg, precision, recall, verdict
from tools import elasticsearch
from tools.refusal import Refusal

DEPTH = 50
WAGTAIL = {"Wagtail (all words, its default)": "and", "Wagtail (any word)": "or"}

Search = Callable[[str], list[str]]


@contextmanager
def catalogue(template: str, *, with_topics: bool) -> Iterator[None]:
    """A database with the real offerings, in Stoa's index and in Wagtail's; without topics nothing in it names them."""
    data = SHARED / "data"
    offerings = read_list(data / "fedramp-offerings.json", "offerings")
    usage = read_table(data / "fedramp-agency-usage.csv", *COLUMNS)
    entries = [entry if with_topics else entry | {"business_functions": []} for entry in offerings.rows]
    with databases.clone(template) as name, databases.connected_to(name):
        taken = import_listings(
            entries=entries, source="bench", file_name=offerings.name, digest=offerings.digest, by=SYSTEM
        )
        if taken.created != len(entries):
            raise SystemExit(f"The import left offerings out: {taken.counts}")
        import_usage(rows=usage.rows, source="bench", file_name=usage.name, digest=usage.digest, by=SYSTEM)
        rebuild_index()
        wagtail_peer.take_in(entries)
        yield


def stoa(text: str) -> list[str]:
    """What the port finds, as the page asks it. Raises Refusal where another engine had to answer."""
    result = search_catalogue(CatalogueQuery(text=text, size=DEPTH))
    if result.instead_of:
        raise Refusal(f"{result.instead_of} did not answer {text!r}.")
    named = dict(
        Offering.objects.filter(pk__in=[hit.offering_id for hit in result.hits]).values_list("pk", "source_id")
    )
    return [named[hit.offering_id] for hit in result.hits]


@contextmanager
def on_elasticsearch(address: str) -> Iterator[None]:
    """The port asks a copy of the connected database there. It is judged by what it finds, so it may take its time."""
    index = f"relevance-{uuid.uuid4().hex}"
    with override_settings(ELASTICSEARCH_URL=[address], ELASTICSEARCH_INDEX=index):
        rebuild_copy()
        try:
            with patch.object(finding, "SEARCH_SECONDS", 30.0):
                yield
        finally:
            for name in index_names():
                client(seconds=30).indices.delete(index=name)


def measure_all(queries: Sequence[Judged], address: str) -> dict[str, dict[str, list[str]]]:
    """What everything that is compared finds in the connected database, by engine and query."""
    results = {"Stoa on PostgreSQL": measure(queries, stoa)}
    with on_elasticsearch(address):
        results["Stoa on Elasticsearch"] = measure(queries, stoa)
    for title, operator in WAGTAIL.items():
        results[title] = measure(
            queries, lambda text, operator=operator: wagtail_peer.find(text, operator=operator, size=DEPTH)
        )
    return results


def measure(queries: Sequence[Judged], search: Search) -> dict[str, list[str]]:
    """What each query finds."""
    return {judged.text: search(judged.text) for judged in queries}


def mean_ndcg(queries: Sequence[Judged], found: Mapping[str, list[str]]) -> float:
    return fmean(ndcg(found[judged.text], judged.grades) for judged in queries)


def show(title: str, queries: Sequence[Judged], results: Mapping[str, Mapping[str, list[str]]]) -> None:
    """One line an engine: all queries, nDCG of the half tuned on and of the half held back, and of each kind."""
    kinds = sorted({judged.kind for judged in queries})
    parts = {
        "tuned on": [judged for judged in queries if not judged.held_back],
        "held back": [judged for judged in queries if judged.held_back],
        **({kind: [judged for judged in queries if judged.kind == kind] for kind in kinds} if len(kinds) > 1 else {}),
    }
    print(f"\n{title}, {len(queries)} queries\n{'':34} nDCG@10    P@10    R@50", end="")
    print("".join(f"{part:>10}" for part in parts))
    for engine, found in results.items():
        p10 = fmean(precision(found[judged.text], judged.grades) for judged in queries)
        r50 = fmean(recall(found[judged.text], judged.grades) for judged in queries)
        print(f"{engine:34} {mean_ndcg(queries, found):7.3f} {p10:7.3f} {r50:7.3f}", end="")
        print("".join(f"{mean_ndcg(part, found):10.3f}" for part in parts.values()))


def show_worst(queries: Sequence[Judged], results: Mapping[str, Mapping[str, list[str]]], number: int = 30) -> None:
    """The queries of the tuned half that an engine answers worst, for whoever looks for general causes."""
    seen = [judged for judged in queries if not judged.held_back]
    for engine, found in results.items():
        if engine in WAGTAIL:
            continue
        print(f"\n{engine}, worst first (nDCG@10, found, relevant)")
        for judged in sorted(seen, key=lambda each: ndcg(found[each.text], each.grades))[:number]:
            answer = found[judged.text]
            figure = f"{ndcg(answer, judged.grades):.2f} {len(answer):3} {len(judged.grades):3}"
            print(f"  {figure}  {judged.kind:9} {judged.text}")


def main() -> int:
    if why := elasticsearch.absent():
        print(why)
        return 1
    figures = []
    with databases.server(), elasticsearch.DAEMON.used() as address:
        template = databases.migrated_template()
        for title, queries, with_topics in (("Topics, tags not in the index", topics(), False), ("Own", own(), True)):
            with catalogue(template, with_topics=with_topics):
                results = measure_all(queries, address)
            show(title, queries, results)
            if "-v" in sys.argv:
                show_worst(queries, results)
            figures.append({engine: mean_ndcg(queries, found) for engine, found in results.items()})
    print()
    return verdict(*figures, peers=WAGTAIL)
