"""What a vendor's people see of their business: figures, charts, contracts, promises, voices, and what is sought."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from catalog.offerings.plans import price_day
from contracts.relationships.queries.satisfaction import Figures as Answers

from ..arithmetic import ZERO, add_up, share
from ..queries.cycle_times import orders_bought
from ..queries.going import retiring
from ..queries.scope import Business, Scope, business_for
from ..queries.spend import Cell, HeldContract, charged, contracts_held
from .charts import spend_chart
from .queries import (
    Given,
    Kept,
    Reviewed,
    Vendor,
    answers_told,
    credits_given,
    kept_by_contract,
    reviews_by_offering,
    vendors_standing,
)
from .signals import LEAST, Signal, signals_for

LINES = 20
OF_TWELVE = "Charges of twelve whole months, with levies and less credits."


@dataclass(frozen=True)
class Figures:
    """All that the page is made of: eight statements, however many rows there are."""

    business: Business
    vendors: list[Vendor]
    cells: list[Cell]
    held: list[HeldContract]
    kept: list[Kept]
    credits: list[Given]
    reviews: list[Reviewed]
    signals: list[Signal]

    @property
    def spent(self) -> tuple[Decimal, Decimal]:
        """In the twelve months, and in the twelve before."""
        return sum((one.now for one in self.cells), ZERO), sum((one.before for one in self.cells), ZERO)

    @property
    def by_agency(self) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
        """Agency → spend, in the twelve months and in the twelve before."""
        now = add_up((one.agency, one.now) for one in self.cells)
        return now, add_up((one.agency, one.before) for one in self.cells)

    @property
    def by_kind(self) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
        """Kind of work → spend, in the same years; what serves several kinds counts in each."""
        return add_up(self._kinds("now")), add_up(self._kinds("before"))

    def _kinds(self, year: str) -> Iterator[tuple[str, Decimal]]:
        return ((name, getattr(one, year)) for one in self.cells for name in one.categories)

    @property
    def answers(self) -> Answers:
        """Of people of agencies, about the vendors' contracts."""
        return answers_told(self.vendors)

    @property
    def ending(self) -> list[HeldContract]:
        """Contracts in force that end within a year."""
        return [one for one in self.held if one.ends_on <= self.business.a_year_on]

    @property
    def judged(self) -> int:
        return sum(one.judged for one in self.kept)

    @property
    def met(self) -> int:
        return sum(one.met for one in self.kept)

    @property
    def credited(self) -> Decimal:
        return sum((one.amount for one in self.credits), ZERO)


def figures_of(user: Any, *, at: datetime.datetime) -> Figures:
    """For the page and its table: of the vendors for which somebody works, and of no other."""
    business = business_for(user, on=price_day(at))
    state = Scope(None, business.on)
    held = contracts_held(state)
    return Figures(
        business=business,
        vendors=vendors_standing(business, at=at),
        cells=charged(business),
        held=[one for one in held if one.vendor_id in business.vendors],
        kept=kept_by_contract(business, at=at),
        credits=credits_given(business, at=at),
        reviews=reviews_by_offering(business),
        signals=signals_for(business, held, retiring(state), orders_bought(state)[1]),
    )


def business_context(figures: Figures) -> dict[str, Any]:
    """For templates/contracts/portfolio/business.html."""
    business, vendors, ending = figures.business, figures.vendors, figures.ending
    _, first, end = business.months
    spent, before = figures.spent
    own = {"vendor": vendors[0].slug} if len(vendors) == 1 else {}
    last = end - datetime.timedelta(days=1)
    return {
        "figures": figures,
        "names": ", ".join(one.name for one in vendors),
        "spent": spent,
        "before": before,
        "charges": urlencode({"first": first.isoformat(), "last": last.isoformat(), **own}),
        "contracts": urlencode({"status": "active", **own}),
        "agencies": spend_chart(*figures.by_agency, what="Agency", caption=OF_TWELVE),
        "kinds": spend_chart(
            *figures.by_kind, what="Kind of work", caption=f"{OF_TWELVE} What serves several kinds counts in each."
        ),
        "held": figures.held[:LINES],
        "ending": ending,
        "ending_yearly": sum((one.yearly for one in ending), ZERO),
        "met_share": share(figures.met, figures.judged),
        "kept": figures.kept[:LINES],
        "credits": figures.credits[:LINES],
        "reviews": sum(one.count for one in figures.reviews),
        "open_count": sum(one.open_count for one in vendors),
        "late_count": sum(one.late_count for one in vendors),
        "open_sum": sum((one.open_sum for one in vendors), ZERO),
        "least": LEAST,
        "lines": LINES,
    }
