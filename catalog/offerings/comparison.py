"""Offerings side by side: one column each, priced for the same users and term."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404

from .comparison_rows import Column, Group, Row, assurance_rows, cost_rows, level_rows, term_rows
from .forms import MONTHS, USERS, CostForm
from .models import Offering, OfferingQuerySet
from .page import colour_of
from .pricing import cost_parts

MOST_COMPARED = 4


@dataclass(frozen=True)
class Comparison:
    """The whole page: columns, groups of rows, what was left out because five do not fit."""

    columns: Sequence[Column]
    groups: Sequence[Group]
    form: CostForm
    left_out: Sequence[Offering] = ()
    legend: Sequence[tuple[str, int]] = ()
    greatest: Decimal = field(default_factory=Decimal)
    slugs: Sequence[str] = ()

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def different(self) -> int:
        return sum(not row.same for row in self.rows)

    @property
    def span(self) -> int:
        return len(self.columns) + 1

    @property
    def another(self) -> str:
        """Back to the catalogue, with these still chosen."""
        return f"?{urlencode([('offering', slug) for slug in self.slugs])}" if self.slugs else ""


def read_slugs(sent: Sequence[str]) -> list[str]:
    """The offerings an address names, each once, in its order."""
    return list(dict.fromkeys(slug for slug in sent if slug))


def load(visible: OfferingQuerySet, slugs: Sequence[str]) -> list[Offering]:
    """The offerings of these slugs in their order; three statements. Raises Http404 where one cannot be seen."""
    rows = visible.filter(slug__in=slugs).select_related("vendor", "assessor", "facts")
    by_slug = {row.slug: row for row in rows.prefetch_related("plans", "service_levels")}
    if missing := [slug for slug in slugs if slug not in by_slug]:
        raise Http404(f"No offering is listed at {missing[0]}.")
    return [by_slug[slug] for slug in slugs]


def compare(offerings: Sequence[Offering], *, sent: Mapping[str, str]) -> Comparison:
    """The first four side by side, for the number of users and months that `sent` asks for."""
    form = CostForm({"users": sent.get("users") or str(USERS), "months": sent.get("months") or str(MONTHS)})
    form.is_valid()
    slugs = [offering.slug for offering in offerings]
    columns = [_column(offering, form, slugs, sent) for offering in offerings[:MOST_COMPARED]]
    costs = [column.cost for column in columns if column.cost]
    legend = {line.label: colour_of(line) for cost in costs for line in cost.lines}
    return Comparison(
        columns=columns,
        groups=[
            *([] if form.errors else [cost_rows(columns)]),
            level_rows(columns),
            assurance_rows(columns),
            term_rows(columns),
        ],
        form=form,
        left_out=offerings[MOST_COMPARED:],
        legend=sorted(legend.items(), key=lambda item: item[1]),
        greatest=max((cost.total for cost in costs), default=Decimal(0)),
        slugs=slugs,
    )


def _column(offering: Offering, form: CostForm, slugs: Sequence[str], sent: Mapping[str, str]) -> Column:
    rest = [("offering", slug) for slug in slugs if slug != offering.slug]
    kept = [(name, sent[name]) for name in ("users", "months", "differences") if sent.get(name)]
    without = f"?{urlencode(rest + kept)}"
    users, months = form.cleaned("users", USERS), form.cleaned("months", MONTHS)
    costs = [(plan, cost_parts(plan, users, months, offering.delivery_mode)) for plan in offering.plans.all()]
    # Users are what was asked for: a plan that counts something else is only the second choice.
    plan, cost = min(costs, key=lambda pair: (pair[0].unit != "user", pair[1].total), default=(None, None))
    return Column(offering, plan, cost, without)
