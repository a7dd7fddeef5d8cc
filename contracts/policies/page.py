"""What the page of a buying policy shows: its state today, and a table of bands and ways of buying."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.permissions import allowed

from .models import BuyingPolicy, PolicyRule, Route
from .queries import range_words


@dataclass(frozen=True)
class State:
    """Where a policy stands on a day: words for the tag and its tone."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class RouteRow:
    """One way of buying: its rule in each band, None where it is closed; each with the words of the band."""

    route: Route
    cells: Sequence[tuple[str, PolicyRule | None]]


@dataclass(frozen=True)
class PolicyPage:
    """Everything derived that templates/contracts/policies/policy_page.html shows."""

    state: State
    bands: Sequence[str]
    rows: Sequence[RouteRow]
    actions: frozenset[str]


def state_of(policy: BuyingPolicy, holding: BuyingPolicy | None, *, on: datetime.date) -> State:
    """Being prepared, coming, holding now, or replaced: a comparison of days."""
    if policy.is_draft:
        return State("Being prepared", "info")
    if policy.holds_from > on:
        return State("Coming", "info")
    return State("Holds now", "ok") if holding and policy.pk == holding.pk else State("Replaced")


def possible_actions(policy: BuyingPolicy, reader: Any) -> frozenset[str]:
    """The verbs that this reader may use on the policy as it stands."""
    verbs = {"edit": "draft_policy", "enact": "enact_policy"} if policy.is_draft else {}
    return frozenset(verb for verb, row in verbs.items() if allowed(reader, f"contracts.{row}", policy))


def policy_page(policy: BuyingPolicy, *, holding: BuyingPolicy | None, reader: Any, on: datetime.date) -> PolicyPage:
    """The page of one policy, loaded with `with_bands()`, for one reader; `holding` is the one of that day."""
    bands = list(policy.bands.all())
    words = [range_words(policy, band) for band in bands]
    headings = [f"{each[0].upper()}{each[1:]}" for each in words]
    return PolicyPage(
        state=state_of(policy, holding, on=on),
        bands=headings,
        rows=[
            RouteRow(route, list(zip(headings, [band.rule_for(route) for band in bands], strict=True)))
            for route in Route
        ],
        actions=possible_actions(policy, reader),
    )
