"""What a longlist begins with: the offerings that a search finds now, or those on a shortlist."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from catalog.offerings.models import Offering
from catalog.saved_searches.words import names_for
from catalog.search.matching import fitting_ids
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery
from catalog.search.result import CatalogueResult
from catalog.shortlists.models import Shortlist
from marketplace.errors import DomainError

from .models import CHOSEN_BY_HAND

MOST_FOUND = 1_000


class NothingFound(DomainError):
    sentence = "This search finds nothing, so there is nothing to freeze. Change the search in the catalogue first."


class NothingHoldsAll(DomainError):
    def __init__(self, partial: int) -> None:
        super().__init__(
            f"No offering holds all of these words; {partial:,} hold some of them. "
            "Take those in, or change the search in the catalogue first."
        )


class TooManyFound(DomainError):
    def __init__(self, found: int) -> None:
        super().__init__(
            f"This search finds {found:,} offerings, and a longlist takes up to {MOST_FOUND:,}. "
            "Say in the catalogue more closely what is looked for, then start again."
        )


class ShortlistEmpty(DomainError):
    sentence = "Nothing stands on this shortlist, so there is nothing to freeze. Add offerings to it first."


class GoneFromCatalogue(DomainError):
    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"No longer in the catalogue: {', '.join(names)}. Nothing was frozen. "
            "Remove what is gone from the shortlist, then start again."
        )


@dataclass(frozen=True)
class Chosen:
    """The ids of offerings in their order, and how they were come by; `query` is empty where nothing was searched."""

    ids: Sequence[int]
    query: str
    words: Sequence[str]
    engine: str


def full_matches(result: CatalogueResult) -> frozenset[int] | None:
    """The ids of what holds all the words and fits the filters; None where every hit does."""
    return (fitting_ids([replace(result.query, page=1)])[0] or frozenset()) if result.is_loose else None


def found_by(query: CatalogueQuery, *, partial: bool) -> Chosen:
    """Everything that a search finds and that holds all its words; with `partial` what holds some of them as well.

    Raises NothingFound, NothingHoldsAll, TooManyFound; SearchRefused for what the catalogue refuses.
    """
    asked = replace(query, page=1, chosen=())
    result = search_catalogue(replace(asked, size=MOST_FOUND))
    if not result.total:
        raise NothingFound
    ids = [hit.offering_id for hit in result.hits]
    full = full_matches(result)
    words = names_for([asked]).words_of(asked)
    if full is None or partial:
        count = result.total
    else:
        count = len(full)
        ids = [pk for pk in ids if pk in full] + _by_name(full - set(ids))
    if not count:
        raise NothingHoldsAll(result.total)
    if count > MOST_FOUND:
        raise TooManyFound(count)
    if full is not None:
        partly = result.total - len(full)
        words = [*words, f"{partly:,} with some of the words only {'taken in' if partial else 'left out'}"]
    return Chosen(ids, urlencode(asked.pairs()), words, result.engine)


def _by_name(ids: frozenset[int]) -> list[int]:
    rows = Offering.objects.filter(pk__in=ids).order_by("sort_name", "pk")
    return list(rows.values_list("pk", flat=True)) if ids else []


def standing_on(shortlist: Shortlist, *, reason: str) -> Chosen:
    """Exactly what stands on a shortlist now. Raises ShortlistEmpty, GoneFromCatalogue."""
    entries = list(shortlist.entries.standing().order_by("added_at", "pk"))
    if not entries:
        raise ShortlistEmpty
    ids = [entry.offering_id for entry in entries]
    listed = set(Offering.objects.listed().filter(pk__in=ids).values_list("pk", flat=True))
    if gone := [entry.offering_name for entry in entries if entry.offering_id not in listed]:
        raise GoneFromCatalogue(gone)
    return Chosen(ids, "", [f"Shortlist {shortlist}", reason], CHOSEN_BY_HAND)
