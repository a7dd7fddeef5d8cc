"""Offerings side by side: one column each, priced for the same users and term, judged by the same requirements."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models.functions import Now
from django.http import Http404

from .comparison_rows import (
    Column,
    Group,
    Row,
    assurance_rows,
    cost_rows,
    level_rows,
    requirement_rows,
    term_rows,
)
from .facts import VendorScore
from .forms import MONTHS, USERS, CostForm, RequirementsForm
from .levies import levy_percents
from .models import Offering, OfferingQuerySet
from .page import parts_of
from .plans import Plan, plans_on
from .pricing import LEVY_PERCENT, CostParts, cost_parts
from .requirements import Requirement, Tally, requirements_of
from .usage_fields import usage_sent

MOST_COMPARED = 5


@dataclass(frozen=True)
class Comparison:
    """The whole page: columns, groups of rows, and what was left out because no more fit."""

    columns: Sequence[Column]
    groups: Sequence[Group]
    form: CostForm
    required: RequirementsForm
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

    @property
    def query(self) -> str:
        """The state of the page as a query string, for its files and for a shortlist."""
        chosen = [("offering", column.offering.slug) for column in self.columns]
        asked = [(name, self.form.data[name]) for name in ("users", "months")]
        return urlencode(chosen + asked + self.form.usage_kept + self.required.kept)

    @property
    def is_refused(self) -> bool:
        return bool(self.form.errors or self.required.errors or self.left_out)

    @property
    def priced_for(self) -> str:
        """For 240 users and 36 months."""
        users, months = self.form.cleaned("users", USERS), self.form.cleaned("months", MONTHS)
        return f"for {users:,} users and {months} months"


def read_slugs(sent: Sequence[str]) -> list[str]:
    """The offerings an address names, each once, in its order."""
    return list(dict.fromkeys(slug for slug in sent if slug))


def load(visible: OfferingQuerySet, slugs: Sequence[str]) -> list[Offering]:
    """The offerings of these slugs in their order; four statements. Raises Http404 where one cannot be seen."""
    rows = visible.filter(slug__in=slugs).with_admission()
    rows = rows.select_related("vendor", "assessor", "facts", "question_set_version")
    by_slug = {row.slug: row for row in rows.prefetch_related("plans", "service_levels")}
    if missing := [slug for slug in slugs if slug not in by_slug]:
        raise Http404(f"No offering is listed at {missing[0]}.")
    scores = VendorScore.objects.latest(vendors=[row.vendor_id for row in by_slug.values()], at=Now())
    for row in by_slug.values():
        row.vendor_score = scores.get(row.vendor_id)
    return [by_slug[slug] for slug in slugs]


def compare(offerings: Sequence[Offering], *, sent: Mapping[str, str], on: datetime.date) -> Comparison:
    """The first five side by side, for what `sent` asks for, at the prices of that day."""
    asked = {"users": sent.get("users") or str(USERS), "months": sent.get("months") or str(MONTHS)}
    compared = [(offering, plans_on(offering, on)) for offering in offerings[:MOST_COMPARED]]
    form = CostForm(usage_sent(sent) | asked, plans=[plan for _, plans in compared for plan in plans])
    form.is_valid()
    required = read_requirements(sent)
    requirements = requirements_of(required.cleaned_data)
    slugs = [offering.slug for offering in offerings]
    said = (form, required, requirements, slugs, sent, levy_percents(offerings[:MOST_COMPARED], on))
    columns = [_column(one, plans, *said) for one, plans in compared]
    costs = [column.cost for column in columns if column.cost]
    colours: dict[int, list[str]] = {}
    for part in (part for cost in costs for part in parts_of(cost)):
        colours.setdefault(part.colour, []).append(part.label)
    return Comparison(
        columns=columns,
        groups=[
            *([] if form.errors else [cost_rows(columns)]),
            *([requirement_rows(requirements, columns)] if requirements else []),
            level_rows(columns),
            assurance_rows(columns),
            term_rows(columns),
        ],
        form=form,
        required=required,
        left_out=offerings[MOST_COMPARED:],
        legend=[(" or ".join(dict.fromkeys(labels)), colour) for colour, labels in sorted(colours.items())],
        greatest=max((cost.total for cost in costs), default=Decimal(0)),
        slugs=slugs,
    )


def read_requirements(sent: Mapping[str, str], *, beside: str = "cost") -> RequirementsForm:
    """The must-haves that were sent, checked; its fields belong to the form on the page whose id is `beside`."""
    required = RequirementsForm({name: sent.get(name, "") for name in RequirementsForm.base_fields}, beside=beside)
    required.is_valid()
    return required


def best_cost(
    offering: Offering,
    plans: Sequence[Plan],
    users: int,
    months: int,
    usage: Mapping[str, int],
    levy_percent: Decimal = LEVY_PERCENT,
) -> tuple[Plan | None, CostParts | None]:
    """The plan that costs least for this, and what it costs; nothing of both where there is no plan."""
    asked = (users, months, offering.delivery_mode, usage, levy_percent)
    costs = [(plan, cost_parts(plan, *asked)) for plan in plans]
    # A term and users are what was asked for: a plan that is paid once, for a piece of work, does not stand beside one
    # that runs, and one that counts something else is only the second choice.
    return min(
        costs,
        key=lambda pair: (pair[0].interval == Plan.Interval.ONCE, pair[0].unit != "user", pair[1].total),
        default=(None, None),
    )


def _column(
    offering: Offering,
    plans: Sequence[Plan],
    form: CostForm,
    required: RequirementsForm,
    requirements: Sequence[Requirement],
    slugs: Sequence[str],
    sent: Mapping[str, str],
    levies: Mapping[int, Decimal],
) -> Column:
    rest = [("offering", slug) for slug in slugs if slug != offering.slug]
    kept = [(name, sent[name]) for name in ("users", "months", "differences") if sent.get(name)]
    without = f"?{urlencode(rest + kept + form.usage_kept + required.kept)}"
    users, months = form.cleaned("users", USERS), form.cleaned("months", MONTHS)
    usage = {} if form.errors else form.usage
    plan, cost = best_cost(offering, plans, users, months, usage, levies[offering.pk])
    judged = [requirement.judge(offering, None if form.errors else cost) for requirement in requirements]
    tally, score = Tally(judged) if judged else None, getattr(offering, "vendor_score", None)
    return Column(offering, plan, cost, without, tally, score)
