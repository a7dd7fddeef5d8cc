"""Whether promises are kept: service levels met, people content, credits for what was missed; with their rows."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from contracts.relationships.arithmetic import percent
from contracts.relationships.models import CONTENT_FROM, Survey
from contracts.relationships.queries.satisfaction import LEAST_SHOWN
from contracts.service_levels.models import PeriodResult, ServiceCredit

from .scope import Scope

ZERO = Decimal(0)
NUMBER = DecimalField(max_digits=24, decimal_places=6)
JUDGED = (PeriodResult.Verdict.MET, PeriodResult.Verdict.BREACHED)


@dataclass(frozen=True)
class Kept:
    """Of twelve whole months: months of service levels met of those judged, answers of four or five of all, credits."""

    met: int = 0
    judged: int = 0
    content: int = 0
    answered: int = 0
    credits: int = 0
    credited: Decimal = ZERO

    @property
    def levels(self) -> Decimal | None:
        """In percent, to one place."""
        return percent(self.met, self.judged)

    @property
    def missed(self) -> int:
        return self.judged - self.met

    @property
    def satisfied(self) -> Decimal | None:
        """In percent; None under five answers, or single persons could be read out of it."""
        return percent(self.content, self.answered) if self.answered >= LEAST_SHOWN else None


def kept_of(scope: Scope) -> Kept:
    """All three figures. One statement."""
    _, since, until = scope.months
    answers = Survey.objects.filter(
        scope.of("organisation"), answer__answered_at__date__gte=since, answer__answered_at__date__lt=until
    )
    content = Count("pk", filter=Q(answer__rating__gte=CONTENT_FROM))
    met = Count("pk", filter=Q(verdict=PeriodResult.Verdict.MET))
    total = Coalesce(Sum("amount"), Value(ZERO), output_field=NUMBER)
    parts = [
        _summed(levels_judged(scope), "levels", met, Count("pk")),
        _summed(answers, "answers", content, Count("pk")),
        _summed(credits_given(scope), "credits", Count("pk"), total),
    ]
    found = {row["part"]: (row["one"], row["other"]) for row in parts[0].union(*parts[1:], all=True)}
    (met_, judged), (content_, answered) = found.get("levels", (0, 0)), found.get("answers", (0, 0))
    count, amount = found.get("credits", (0, ZERO))
    return Kept(int(met_), int(judged), int(content_), int(answered), int(count), Decimal(amount))


def levels_judged(scope: Scope) -> QuerySet[PeriodResult]:
    """The months of service levels with a verdict, in their latest revision."""
    _, since, until = scope.months
    results = PeriodResult.objects.latest_revisions().filter(scope.of("term__contract__agency"), verdict__in=JUDGED)
    return results.filter(period__gte=since, period__lt=until)


def credits_given(scope: Scope) -> QuerySet[ServiceCredit]:
    """Credits to agencies for months that were missed: computed or granted, none that a later result replaced."""
    _, since, until = scope.months
    credits_ = ServiceCredit.objects.standing().filter(
        scope.of("result__term__contract__agency"), kind=ServiceCredit.Kind.CREDIT
    )
    return credits_.filter(result__period__gte=since, result__period__lt=until)


def levels_listed(scope: Scope, verdict: str) -> QuerySet[PeriodResult]:
    """The rows of the share, missed months first; of one verdict where it is named."""
    found = levels_judged(scope).select_related("term__contract__agency", "term__contract__vendor")
    if verdict in JUDGED:
        found = found.filter(verdict=verdict)
    return found.order_by("verdict", "-period", "pk")


def credits_listed(scope: Scope) -> QuerySet[ServiceCredit]:
    """The rows of the sum, the latest month first."""
    named = ("result__term__contract__agency", "debtor", "creditor")
    return credits_given(scope).select_related(*named).order_by("-result__period", "pk")


def _summed(rows: QuerySet, part: str, one: Count, other: Count | Coalesce) -> QuerySet:
    """These two figures of all rows, as one row of numbers."""
    grouped = rows.order_by().values(part=Value(part))
    return grouped.annotate(a=one, b=other).values("part", one=Cast(F("a"), NUMBER), other=Cast(F("b"), NUMBER))
