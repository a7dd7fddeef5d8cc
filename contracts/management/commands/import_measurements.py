"""manage.py import_measurements FILE --contract REF --objective CODE: a monitor's history becomes evidence."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.agreements.models import ServiceLevelTerm
from contracts.service_levels.actions import LoadReport, check_measurements, load_measurements
from contracts.service_levels.batches import read_csv
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM

LARGEST_FILE = 512 * 1024 * 1024


class Command(BaseCommand):
    """Loads one history, or refuses it with the rows at fault. Safe to repeat."""

    help = "Load a monitor's check history (CSV) as evidence of one service level. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="CSV: service_id,timestamp,status,http_code,response_ms; counts: service_id,timestamp,good,total",
        )
        parser.add_argument("--contract", required=True, metavar="REF", help="the contract's reference")
        parser.add_argument("--objective", required=True, metavar="CODE", help="the service level's code")
        parser.add_argument("--measured-by", metavar="SLUG", help="whose monitor it is; the broker office by default")
        parser.add_argument("--dry-run", action="store_true", help="check everything, store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        term = _term(options["contract"], options["objective"])
        content = _content(options["file"])
        try:
            readings = read_csv(content, term.shape)
            if options["dry_run"]:
                report = check_measurements(term=term, readings=readings, by=SYSTEM)
            else:
                owner = _owner(options["measured_by"], term)
                report = load_measurements(term=term, readings=readings, by=SYSTEM, measured_by=owner)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_words(report, term, dry_run=options["dry_run"]))


def _term(reference: str, code: str) -> ServiceLevelTerm:
    found = ServiceLevelTerm.objects.filter(contract__reference=reference).select_related("contract__broker")
    term = found.filter(code=code).first()
    if term is None:
        codes = ", ".join(sorted(found.values_list("code", flat=True)))
        known = (
            f"It promises: {codes}." if codes else "No contract has this reference, or it promises no service level."
        )
        raise CommandError(f"There is no service level “{code}” under contract “{reference}”. {known}")
    return term


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CommandError(
                f"{path} is larger than 512 MB. Split it by month and load the parts one after the other."
            )
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}. Check the name of the file.") from error


def _owner(slug: str | None, term: ServiceLevelTerm) -> Organisation | None:
    if slug is None and term.measuring_organisation_id:
        return Organisation.objects.get(pk=term.measuring_organisation_id)
    if slug is None:
        return term.contract.broker or Organisation.objects.broker_offices().order_by("pk").first()
    owner = Organisation.objects.filter(slug=slug).first()
    if owner is None:
        raise CommandError(f"There is no organisation “{slug}”. Give the slug from its page.")
    return owner


def _words(report: LoadReport, term: ServiceLevelTerm, *, dry_run: bool) -> str:
    known = f"; {report.known:,} were known already" if report.known else ""
    if dry_run:
        return (
            f"{report.fresh:,} measurements would be loaded for {term.contract.reference}{known}. Nothing was stored."
        )
    if report.batch is None:
        return f"Nothing new: all {report.known:,} measurements were known already."
    return f"{report.fresh:,} measurements loaded for {term.contract.reference} as batch {report.batch.pk}{known}."
