"""manage.py close_period YYYY-MM: computes the month of every service level that is measured."""

import re
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.agreements.models import ServiceLevelTerm
from contracts.service_levels.actions import PeriodStillRuns, close_period
from contracts.service_levels.queries import agreed_time
from contracts.service_levels.queries.periods import measured_terms
from marketplace.components.formats import money, percent_down
from marketplace.errors import DomainError
from marketplace.permissions import SYSTEM


class Command(BaseCommand):
    """Closes a month; with the same evidence a repeat changes nothing, with new evidence it adds a revision."""

    help = "Compute the results, breaches and credits of one month. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("period", metavar="YYYY-MM", help="the month, for example 2026-10")
        parser.add_argument("--contract", metavar="REF", help="this contract alone")

    def handle(self, *args: Any, **options: Any) -> None:
        period = _month(options["period"])
        terms = _terms(options["contract"], period)
        refused = [refusal for term in terms if (refusal := self._close(term, period))]
        if refused and all(isinstance(refusal, PeriodStillRuns) for refusal in refused) and len(refused) == len(terms):
            raise CommandError(str(refused[0]))
        wrong = [refusal for refusal in refused if not isinstance(refusal, PeriodStillRuns)]
        if wrong:
            raise CommandError(
                f"{len(wrong)} of {len(terms)} service levels could not be closed. The reasons stand above."
            )

    def _close(self, term: ServiceLevelTerm, period: date) -> DomainError | None:
        name = f"{term.contract.reference} {term.code}"
        try:
            result, is_new = close_period(term=term, period=period, by=SYSTEM)
        except DomainError as refusal:
            self.stderr.write(f"{name}: {refusal}")
            return refusal
        figure = percent_down(result.uptime_percent) or f"coverage {percent_down(result.coverage_percent)}"
        credit = f", credit {money((result.credit, result.currency))}" if result.credit else ""
        state = f"revision {result.revision}" if is_new else f"unchanged since revision {result.revision}"
        self.stdout.write(f"{name}: {result.get_verdict_display().lower()}, {figure}{credit} ({state})")
        return None


def _month(text: str) -> date:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found or found[1] < "2000":
        raise CommandError(f"“{text}” is no month. Write it as 2026-10.")
    return date(int(found[1]), int(found[2]), 1)


def _terms(reference: str | None, period: date) -> list[ServiceLevelTerm]:
    terms = measured_terms().select_related("contract").order_by("contract__reference", "pk")
    if reference is not None:
        terms = terms.filter(contract__reference=reference)
        if not terms:
            raise CommandError(f"No contract “{reference}” promises a service level that is measured.")
    running = [term for term in terms if agreed_time(term, period)]
    if not running:
        raise CommandError(
            f"No contract with a measured service level ran in {period:%B %Y}. There is nothing to close."
        )
    return running
