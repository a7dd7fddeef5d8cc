"""The indices behind the alias: filled anew beside the one in use, kept up in bulk, compared with what is listed."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.conf import settings
from elasticsearch import NotFoundError, helpers

from catalog.search.engine import EngineUnavailable
from catalog.search.entries import EntryRow

from .connection import UPKEEP_SECONDS, client, translated
from .mapping import document_of, index_body

_SCROLLED = 5_000


def index_names() -> list[str]:
    """The indices behind the alias: one, or none. Raises EngineUnavailable."""
    with translated():
        try:
            return sorted(_client().indices.get_alias(name=settings.ELASTICSEARCH_INDEX))
        except NotFoundError:
            return []


def create_index(*, at: datetime.datetime) -> str:
    """A new empty index that nobody searches yet. Raises EngineUnavailable."""
    name = f"{settings.ELASTICSEARCH_INDEX}-{at:%Y%m%d-%H%M%S-%f}"
    with translated():
        _client().indices.create(index=name, **index_body())
    return name


def switch_to(name: str) -> None:
    """Searches go to this index from now on; those before it are dropped. Raises EngineUnavailable."""
    alias, before = settings.ELASTICSEARCH_INDEX, index_names()
    with translated():
        _client().indices.refresh(index=name)
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": alias}}]
        actions += [{"remove_index": {"index": old}} for old in before if old != name]
        _client().indices.update_aliases(actions=actions)


def send(rows: Iterable[EntryRow], *, gone: Collection[int] = (), index: str | None = None) -> int:
    """Documents made, renewed and removed, in bulk; returns how many. Raises EngineUnavailable when one was refused."""
    target = index or settings.ELASTICSEARCH_INDEX
    changes: list[dict[str, Any]] = [
        {"_op_type": "index", "_id": str(row.offering_id), "_source": document_of(row)} for row in rows
    ]
    changes += [{"_op_type": "delete", "_id": str(offering_id)} for offering_id in gone]
    if not changes:
        return 0
    options = {} if index else {"require_alias": True, "refresh": True}
    with translated():
        done, refused = helpers.bulk(_client(), changes, index=target, raise_on_error=False, **options)
    wrong = [result for row in refused for result in row.values() if result["status"] != 404 or "error" in result]
    if wrong:
        raise EngineUnavailable(f"{len(wrong)} documents were refused, the first: {wrong[0]}")
    return done


def held_digests(*, index: str | None = None) -> Iterator[tuple[int, str]]:
    """Offering and digest of every document. Raises EngineUnavailable."""
    target, after = index or settings.ELASTICSEARCH_INDEX, [0]
    with translated():
        _client().indices.refresh(index=target)
        while True:
            page = _client().search(
                index=target,
                body={
                    "size": _SCROLLED,
                    "sort": [{"offering_id": "asc"}],
                    "search_after": after,
                    "_source": False,
                    "docvalue_fields": ["offering_id", "digest"],
                },
            )["hits"]["hits"]
            for hit in page:
                yield hit["fields"]["offering_id"][0], hit["fields"]["digest"][0]
            if len(page) < _SCROLLED:
                return
            after = page[-1]["sort"]


def digest_of(row: EntryRow) -> str:
    """The digest that the document of this row has."""
    return document_of(row)["digest"]


def _client() -> Any:
    return client(seconds=UPKEEP_SECONDS)
