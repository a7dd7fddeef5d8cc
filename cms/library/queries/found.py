"""What a search of the library finds for its reader: the newest versions that they may read, with facets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Avg, Count, F, OuterRef, QuerySet, Subquery

from ..models import Adoption, DocumentRating, DocumentVersion
from ..models.document import Kind

SORTS = {
    "newest": "Newest first",
    "title": "By title",
    "adopted": "Most adopted first",
    "rated": "Best rated first",
}


@dataclass(frozen=True)
class Asked:
    """What the address says. `kinds` and `owners` hold values and slugs; each list means “one of these”."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sort: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As it stands in an address."""
        lists = [*(("kind", one) for one in self.kinds), *(("owner", one) for one in self.owners)]
        single = [(name, value) for name, value in (("q", self.words), ("sort", self.sort)) if value]
        return [*single, *lists]


def address_without(asked: Asked, *gone: tuple[str, str]) -> str:
    """The query of the same search without these."""
    return f"?{urlencode([pair for pair in asked.pairs if pair not in gone])}"


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Group:
    """One facet as the panel shows it."""

    name: str
    legend: str
    options: list[Option] = field(default_factory=list)


def find_documents(user: Any, asked: Asked) -> QuerySet[DocumentVersion]:
    """The newest versions that somebody may read and that fit, each with `adopted`, `rated` and `stars`."""
    found = _fitting(user, asked)
    adopted = Adoption.objects.filter(document=OuterRef("document")).order_by().values("document")
    ratings = DocumentRating.objects.filter(document=OuterRef("document")).order_by().values("document")
    found = found.annotate(
        adopted=Subquery(adopted.annotate(n=Count("pk")).values("n")),
        rated=Subquery(ratings.annotate(n=Count("pk")).values("n")),
        stars=Subquery(ratings.annotate(mean=Avg("stars")).values("mean")),
    ).select_related("document__owner", "file", "document__adapted_from__document")
    return found.order_by(*_order(asked), "-published_at", "pk")


def _order(asked: Asked) -> list[Any]:
    by_rank = ["-rank"] if asked.words else []
    orders: Mapping[str, list[Any]] = {
        "newest": [],
        "title": ["title"],
        "adopted": [F("adopted").desc(nulls_last=True)],
        "rated": [F("stars").desc(nulls_last=True)],
    }
    return orders.get(asked.sort, by_rank)


def _fitting(user: Any, asked: Asked, *, but: str = "") -> QuerySet[DocumentVersion]:
    rows = DocumentVersion.objects.visible_to(user).current()
    if asked.words:
        rows = rows.matching(asked.words)
    if asked.kinds and but != "kind":
        rows = rows.filter(kind__in=asked.kinds)
    if asked.owners and but != "owner":
        rows = rows.filter(document__owner__slug__in=asked.owners)
    return rows


def facets_of(user: Any, asked: Asked) -> list[Group]:
    """Kinds and owners with how many documents each choice would show. Two statements."""
    kinds = dict(_counted(_fitting(user, asked, but="kind"), "kind"))
    shown = [Option(value, label, kinds.get(value, 0), value in asked.kinds) for value, label in Kind.choices]
    rows = _fitting(user, asked, but="owner").order_by().values_list("document__owner__slug", "document__owner__name")
    owners = rows.annotate(n=Count("pk")).order_by("document__owner__sort_name")
    held = [Option(slug, name, count, slug in asked.owners) for slug, name, count in owners]
    return [Group("kind", "Kind", shown), Group("owner", "Owner", held)]


def _counted(rows: QuerySet[DocumentVersion], name: str) -> QuerySet:
    return rows.order_by().values_list(name).annotate(n=Count("pk"))
