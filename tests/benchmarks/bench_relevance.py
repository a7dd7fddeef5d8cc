"""`./stoa bench relevance [-v]`: do the right offerings stand first? Stoa's engines beside Wagtail's own search.

Fails below Wagtail's nDCG@10 on the publisher's topics, and below 0.75 on our own graded queries. `-v` shows the worst.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import fmean

from catalog.models import Offering
from catalog.offerings.imports import import_listings
from catalog.offerings.usage_imports import COLUMNS, import_usage
from catalog.search.actions import rebuild_index
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from marketplace.files.intake import read_list, read_table
from marketplace.permissions import SYSTEM
from tests import databases
from tests.benchmarks import wagtail_peer
from tests.benchmarks.judgements import SHARED, Judged, own, topics
from tests.benchmarks.relevance import ndcg, precision, recall, verdict

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


def stoa() -> Search:
    """The port, as the page asks it."""
    names = dict(Offering.objects.values_list("pk", "source_id"))
    return lambda text: [names[hit.offering_id] for hit in search_catalogue(CatalogueQuery(text=text, size=DEPTH)).hits]


def engines() -> Iterator[tuple[str, Search]]:
    """Everything that is compared, over the connected database."""
    yield "Stoa on PostgreSQL", stoa()
    for title, operator in WAGTAIL.items():
        yield title, lambda text, operator=operator: wagtail_peer.find(text, operator=operator, size=DEPTH)


def measure(queries: Sequence[Judged], search: Search) -> dict[str, list[str]]:
    """What each query finds."""
    return {judged.text: search(judged.text) for judged in queries}


def mean_ndcg(queries: Sequence[Judged], found: Mapping[str, list[str]]) -> float:
    return fmean(ndcg(found[judged.text], judged.grades) for judged in queries)


def show(title: str, queries: Sequence[Judged], results: Mapping[str, Mapping[str, list[str]]]) -> None:
    """One line an engine; for a set of several kinds, nDCG of each kind too."""
    kinds = sorted({judged.kind for judged in queries})
    print(f"\n{title}, {len(queries)} queries\n{'':34} nDCG@10    P@10    R@50", end="")
    print("".join(f"{kind:>10}" for kind in kinds) if len(kinds) > 1 else "")
    for engine, found in results.items():
        p10 = fmean(precision(found[judged.text], judged.grades) for judged in queries)
        r50 = fmean(recall(found[judged.text], judged.grades) for judged in queries)
        print(f"{engine:34} {mean_ndcg(queries, found):7.3f} {p10:7.3f} {r50:7.3f}", end="")
        parts = ([judged for judged in queries if judged.kind == kind] for kind in kinds)
        print("".join(f"{mean_ndcg(part, found):10.3f}" for part in parts) if len(kinds) > 1 else "")


def show_worst(queries: Sequence[Judged], results: Mapping[str, Mapping[str, list[str]]], number: int = 30) -> None:
    """The queries an engine answers worst, for whoever looks for general causes."""
    for engine, found in results.items():
        if engine in WAGTAIL:
            continue
        print(f"\n{engine}, worst first (nDCG@10, found, relevant)")
        for judged in sorted(queries, key=lambda each: ndcg(found[each.text], each.grades))[:number]:
            answer = found[judged.text]
            figure = f"{ndcg(answer, judged.grades):.2f} {len(answer):3} {len(judged.grades):3}"
            print(f"  {figure}  {judged.kind:9} {judged.text}")


def main() -> int:
    figures = []
    with databases.server():
        template = databases.migrated_template()
        for title, queries, with_topics in (("Topics, tags not in the index", topics(), False), ("Own", own(), True)):
            with catalogue(template, with_topics=with_topics):
                results = {engine: measure(queries, search) for engine, search in engines()}
            show(title, queries, results)
            if "-v" in sys.argv:
                show_worst(queries, results)
            figures.append({engine: mean_ndcg(queries, found) for engine, found in results.items()})
    print()
    return verdict(*figures, peers=WAGTAIL)
