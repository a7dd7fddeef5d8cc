"""From what an address holds to a typed query, or to one sentence about what cannot be understood."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from catalog.offerings.pricing import LARGEST_QUANTITY, LONGEST_TERM
from marketplace.errors import InvalidInput

from . import facets
from .prices import PRICE_NAMES, PriceLimit
from .query import LONGEST_TEXT, MOST_VALUES, CatalogueQuery, SearchRefused, Sort

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_query(sent: Mapping[str, Sequence[str]]) -> CatalogueQuery:
    """The search that an address asks for. Names it does not know are left alone.

    Raises SearchRefused with one sentence for the first thing that cannot be understood.
    """
    faults: list[str] = []
    query = CatalogueQuery(
        text=_text(sent, faults),
        selected=_selected(sent, faults),
        sort=_sort(sent, faults),
        page=_page(sent, faults),
        price=_price(sent, faults),
        chosen=tuple(dict.fromkeys(slug for slug in sent.get("offering", ()) if re.fullmatch(r"[\w-]{1,120}", slug))),
    )
    if faults:
        raise SearchRefused(faults[0], query)
    return query


def _price(sent: Mapping[str, Sequence[str]], faults: list[str]) -> PriceLimit | None:
    """The limit of a month's price; users and term without a limit ask for nothing."""
    upto, users, months = (_last(sent, name).strip().replace(",", "") for name in PRICE_NAMES)
    if not upto.removeprefix("$"):
        return None
    if not re.fullmatch(r"\$?[0-9]{1,10}(\.[0-9]{1,2})?", upto, re.ASCII):
        faults.append("A price is an amount in dollars, such as 500 or 499.50. Enter it again.")
        return None
    try:
        return price_limit(Decimal(upto.removeprefix("$")), users or "1", months or "12")
    except InvalidInput as refusal:
        faults.append(str(refusal))
        return None


def price_limit(upto: Decimal, users: str, months: str) -> PriceLimit:
    """The limit for these numbers. Raises InvalidInput with what fits."""
    for asked, largest, what in ((users, LARGEST_QUANTITY, "users"), (months, LONGEST_TERM, "months")):
        if not re.fullmatch(r"[1-9][0-9]{0,8}", asked, re.ASCII) or int(asked) > largest:
            raise InvalidInput(f"The number of {what} is a whole number from 1 to {largest:,}. Enter it again.")
    return PriceLimit(upto, int(users), int(months))


def _last(sent: Mapping[str, Sequence[str]], name: str) -> str:
    values = sent.get(name, ())
    return values[-1] if values else ""


def _text(sent: Mapping[str, Sequence[str]], faults: list[str]) -> str:
    raw = _last(sent, "q")
    text = " ".join(_CONTROL.sub(" ", raw).split())
    if _CONTROL.search(raw):
        faults.append("The search held a character that cannot be typed. It was taken out; search again.")
    if len(text) > LONGEST_TEXT:
        faults.append(
            f"A search takes up to {LONGEST_TEXT} characters, this one had {len(text):,}. Shorten it and search again."
        )
        text = text[:LONGEST_TEXT]
    return text.encode("utf-8", "ignore").decode()


def _selected(sent: Mapping[str, Sequence[str]], faults: list[str]) -> dict[str, tuple[str, ...]]:
    selected = {}
    for name in facets.NAMES:
        values = tuple(dict.fromkeys(value for value in sent.get(name, ()) if value))
        fixed = facets.BY_NAME.get(name)
        known = tuple(v for v in values if (fixed.knows(v) if fixed else re.fullmatch(r"[\w-]{1,120}", v)))
        if len(known) < len(values):
            odd = next(value for value in values if value not in known)
            faults.append(unknown_value(name, odd))
        if len(known) > MOST_VALUES:
            faults.append(f"A search takes up to {MOST_VALUES} values of one filter. Take some away.")
        if known:
            selected[name] = known[:MOST_VALUES]
    return selected


def check_selected(sent: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The chosen values of each facet. Raises SearchRefused for the first that does not exist."""
    faults: list[str] = []
    selected = _selected(sent, faults)
    if faults:
        raise SearchRefused(faults[0], CatalogueQuery(selected=selected))
    return selected


def unknown_value(name: str, value: str) -> str:
    """The sentence about a filter value that does not exist."""
    shown = _CONTROL.sub("", value)[:40]
    return f"“{shown}” is not a value of the filter “{facets.LEGENDS[name]}”. Choose one from the list."


def _sort(sent: Mapping[str, Sequence[str]], faults: list[str]) -> Sort:
    asked = _last(sent, "sort") or Sort.BEST
    if asked in set(Sort):
        return Sort(asked)
    faults.append("Results cannot be sorted that way. Choose an order from the list.")
    return Sort.BEST


def _page(sent: Mapping[str, Sequence[str]], faults: list[str]) -> int:
    asked = _last(sent, "page") or "1"
    if re.fullmatch(r"[1-9][0-9]{0,8}", asked):
        return int(asked)
    faults.append("A page is a whole number from 1.")
    return 1
