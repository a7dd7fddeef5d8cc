"""How Elasticsearch is reached, and what its failures mean here: another engine answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from elasticsearch import ApiError, BadRequestError, Elasticsearch, TransportError

from catalog.search.engine import EngineUnavailable, SearchNotUnderstood

# A page asks at most twice; the rest of its 1.5 seconds belongs to PostgreSQL.
SEARCH_SECONDS = 0.6
UPKEEP_SECONDS = 30.0


def client(*, seconds: float) -> Elasticsearch:
    """The client of this process; an answer that takes longer than `seconds` is none."""
    shared = _client(tuple(settings.ELASTICSEARCH_URL), settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA)
    return shared.options(request_timeout=seconds)


@contextmanager
def translated() -> Iterator[None]:
    """Raises EngineUnavailable for whatever kept the server from answering, SearchNotUnderstood for its refusal."""
    try:
        yield
    except BadRequestError as error:
        raise SearchNotUnderstood(str(error)) from error
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(str(error)) from error


def state() -> str:
    """Whether the index can be searched now: "ok", or what is wrong; asked within the time of a search."""
    asked, alias = client(seconds=SEARCH_SECONDS), settings.ELASTICSEARCH_INDEX
    try:
        if not asked.indices.exists_alias(name=alias):
            return "has no index; PostgreSQL answers"
        colour = asked.cluster.health(index=alias, level="indices", timeout="0s")["status"]
    except (ApiError, TransportError):
        return "does not answer; PostgreSQL does"
    return "red; PostgreSQL answers" if colour == "red" else "ok"


@cache
def _client(urls: tuple[str, ...], api_key: str, ca: str) -> Elasticsearch:
    return Elasticsearch(
        list(urls),
        max_retries=0,
        retry_on_timeout=False,
        **({"api_key": api_key} if api_key else {}),
        **({"ca_certs": ca} if ca else {}),
    )
