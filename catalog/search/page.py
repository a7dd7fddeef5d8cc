"""What the catalogue page shows, made ready for its template: filters with addresses, reasons for an empty list."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import get_urlconf, reverse
from django.utils.safestring import SafeString, mark_safe

from catalog.offerings.models import Offering

from . import facets
from .prices import PRICE, PRICE_NAMES, PriceLimit
from .query import CatalogueQuery, Sort
from .reasons import WHY, why
from .result import CatalogueResult, Count, Kind, Suggestion

MOST_COMPARED = 5
# As card.html says it, and what stands there while the vendor takes no new orders.
_STATE_TERMS = '<span class="st-tag st-tag--ok">State terms</span>'
_BARRED = '<span class="st-tag st-tag--warn">Takes no new orders</span>'
TOPICS_SHOWN = 8
LONG_FROM = 8
_ORDER = tuple("model by certification impact uptime deployment location open_api export standard mode".split())


@dataclass(frozen=True)
class Group:
    """A fieldset of the panel. Of a long facet the first values stand here, and all of them at `everything`; `left_out`
    are those that only stand there, as far as they are counted.
    """

    legend: str
    options: tuple[tuple[str, Count], ...]
    left_out: int = 0
    everything: str = ""

    @property
    def is_long(self) -> bool:
        """Whether a field narrows it where scripts run."""
        return bool(self.everything) and len(self.options) + self.left_out >= LONG_FROM


@dataclass(frozen=True)
class Panel:
    """All that the filter panel says: it looks the same wherever `says` is the same."""

    says: Hashable
    result: CatalogueResult = field(compare=False)
    kept: tuple[tuple[str, str], ...]

    @property
    def groups(self) -> "list[Group]":
        return _groups(self.result)

    @property
    def price(self) -> PriceLimit | None:
        return self.result.query.price


@dataclass(frozen=True)
class Reason:
    """A filter in use, how many offerings there would be without it, and where that is."""

    words: str
    count: int
    address: str


@dataclass(frozen=True)
class Chosen:
    """An offering picked for comparison; `shown` tells whether its box is on this page."""

    slug: str
    name: str
    address: str
    shown: bool


@dataclass(frozen=True)
class CataloguePage:
    """One screen of the catalogue. Without a result only the refusal and the search box are shown."""

    query: CatalogueQuery
    refusal: str = ""
    result: CatalogueResult | None = None
    cards: Sequence[str] = ()
    active: Sequence[tuple[str, str]] = ()
    reasons: Sequence[Reason] = ()
    chosen: Sequence[Chosen] = ()
    pages: Page | None = None

    @property
    def canonical(self) -> str:
        """The one address of these results: without order and choice, filters in the order of the panel."""
        return reverse("catalogue") + replace(self.query, sort=Sort.BEST, chosen=()).address

    @property
    def is_plain(self) -> bool:
        """Whether this is a page of the whole catalogue; results of a search are not for other search engines."""
        return not (self.refusal or self.query.text or self.query.in_use)

    @property
    def cleared(self) -> str:
        """The address of the same words without any filter."""
        return self.query.unfiltered().address or "?"

    @property
    def kept_by_search(self) -> list[tuple[str, str]]:
        return self.query.pairs(leave_out=("q", "page"))

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        return self.query.pairs(leave_out=(*facets.NAMES, *PRICE_NAMES, "page"))

    @property
    def rows(self) -> SafeString:
        return mark_safe("".join(self.cards))  # noqa: S308 our own template's output

    @property
    def panel(self) -> Panel | None:
        if self.result is None:
            return None
        said = self.result.counted or tuple(_groups(self.result))
        kept = tuple(self.kept_by_filters)
        return Panel((said, self.query.on_page(1).address), self.result, kept)

    @property
    def kept_by_sort(self) -> list[tuple[str, str]]:
        return self.query.pairs(leave_out=("sort", "page"))


def refused_page(kept: CatalogueQuery, sentence: str) -> CataloguePage:
    """The page for a search that cannot be answered: the sentence, and what could be understood."""
    return CataloguePage(query=kept, refusal=sentence)


def catalogue_page(result: CatalogueResult, chosen: Sequence[Offering]) -> CataloguePage:
    """The page of a result; `chosen` are the offerings picked for comparison so far."""
    query = result.query
    picked = _chosen(query, chosen, {hit.offering_id for hit in result.hits})
    return CataloguePage(
        query=query,
        result=result,
        cards=with_chosen(result, [row.slug for row in picked if row.shown]),
        active=_active(result),
        reasons=_reasons(result) if not result.total else (),
        chosen=picked,
        pages=Paginator(range(result.total), query.size).page(query.page),
    )


def address_of(suggestion: Suggestion) -> str:
    """Where a suggestion leads: the page of an offering or a vendor, the catalogue under a topic."""
    if suggestion.kind is Kind.TOPIC:
        return f"{reverse('catalogue')}?{urlencode({facets.TOPIC: suggestion.slug})}"
    name = "vendor_detail" if suggestion.kind is Kind.VENDOR else "catalogue_offering"
    return reverse(name, kwargs={"slug": suggestion.slug})


def plain_cards(cards: Iterable[str], *, barred: bool = False) -> list[SafeString]:
    """The stored rows where nothing was searched for; `barred`: of a vendor that takes no new orders now."""
    rows = [card.replace(WHY, "") for card in cards]
    return [mark_safe(card.replace(_STATE_TERMS, _BARRED, 1) if barred else card) for card in rows]  # noqa: S308 our own


def with_chosen(result: CatalogueResult, slugs: Iterable[str]) -> list[str]:
    """The stored rows, each with the reason for its place, and with the boxes of the chosen offerings ticked."""
    searched = bool(result.query.text)
    cards = [hit.card.replace(WHY, why(hit) if searched else "", 1) for hit in result.hits]
    cards = [
        card.replace(_STATE_TERMS, _BARRED, 1) if hit.barred else card
        for card, hit in zip(cards, result.hits, strict=True)
    ]
    for slug in slugs:
        box = f'value="{slug}"'
        cards = [card.replace(box, f"{box} checked", 1) for card in cards]
    return cards


@cache
def _values(name: str, urls: str | None) -> str:
    return reverse("catalogue_values", args=[name], urlconf=urls)


def _active(result: CatalogueResult) -> list[tuple[str, str]]:
    """Every filter in use in words, with the address that takes it away."""
    query = result.query
    active = [(count.words, query.without(name, count.value).address or "?") for name, count in result.filters]
    return active + ([(query.price.words, query.without(PRICE).address or "?")] if query.price else [])


def _groups(result: CatalogueResult) -> list[Group]:
    counts = result.counts
    shown = (name for name in _ORDER if name not in facets.STATED or _is_stated(counts[name]))
    groups = [Group(facets.LEGENDS[name], tuple((name, count) for count in counts[name])) for name in shown]
    flags = tuple((name, count) for name in facets.NAMES if name in facets.FLAGS for count in counts[name])
    topics = [(facets.TOPIC, count) for count in counts[facets.TOPIC]]
    first = tuple(row for row in topics if row[1].selected)
    first += tuple(row for row in topics if not row[1].selected)[: max(0, TOPICS_SHOWN - len(first))]
    groups[2:2] = [Group("Only show", flags)]
    left_out = len(topics) - len(first)
    groups.append(Group(facets.LEGENDS[facets.TOPIC], first, left_out, _everything(result, facets.TOPIC)))
    vendors = tuple((facets.VENDOR, count) for count in counts[facets.VENDOR])
    groups.append(Group(facets.LEGENDS[facets.VENDOR], vendors, everything=_everything(result, facets.VENDOR)))
    return [group for group in groups if group.options]


def _is_stated(counts: Sequence[Count]) -> bool:
    """Whether anything but “not stated” can be chosen, or is."""
    return any(row.selected or row.count and row.value != facets.NOT_STATED for row in counts)


def _everything(result: CatalogueResult, name: str) -> str:
    return _values(name, get_urlconf()) + result.query.on_page(1).address


def _reasons(result: CatalogueResult) -> list[Reason]:
    """What would be found without each facet in use: the way out of an empty list."""
    reasons = []
    for name, count in result.without.items():
        if count:
            chosen = (row.words for row in result.counts.get(name, ()) if row.selected)
            words = result.query.price.words if name == PRICE and result.query.price else " or ".join(chosen)
            reasons.append(Reason(words, count, result.query.without(name).address or "?"))
    return sorted(reasons, key=lambda reason: -reason.count)


def _chosen(query: CatalogueQuery, chosen: Sequence[Offering], on_page: set[int]) -> list[Chosen]:
    rows = []
    for offering in chosen:
        rest = replace(query, chosen=tuple(slug for slug in query.chosen if slug != offering.slug))
        rows.append(Chosen(offering.slug, offering.name, rest.address or "?", offering.pk in on_page))
    return rows
