"""Takes listed offerings in from a file, with the agencies that use them where those files are named."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalog.offerings.imports import import_listings
from catalog.offerings.usage_imports import COLUMNS, import_usage
from marketplace.files.intake import Report, SourceFile, SourceFileError, read_list, read_table
from marketplace.organisations.agency_imports import COLUMNS as AGENCY_COLUMNS
from marketplace.organisations.agency_imports import import_agencies
from marketplace.permissions import SYSTEM

SOURCE = "fedramp"


class Command(BaseCommand):
    help = "Upserts offerings from a JSON file by the source's id. A repeat changes nothing; a bad entry stops nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Offerings in the format of fedramp-offerings.json")
        parser.add_argument("--usage", type=Path, help="Which agency uses what: fedramp-agency-usage.csv")
        parser.add_argument("--agencies", type=Path, help="Public bodies, taken in first: agencies.csv")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        common = {"by": SYSTEM, "dry_run": options["dry_run"]}
        try:
            offerings = read_list(options["file"], "offerings")
            usage = read_table(options["usage"], *COLUMNS) if options["usage"] else None
            agencies = read_table(options["agencies"], *AGENCY_COLUMNS) if options["agencies"] else None
        except SourceFileError as error:
            raise CommandError(str(error)) from error
        if agencies:
            report = import_agencies(**_shown(agencies, "agencies"), **common)
            self._tell("agencies", report)
        self._tell("offerings", import_listings(**_shown(offerings, "offerings", "entries"), source=SOURCE, **common))
        if usage:
            self._tell("uses", import_usage(**_shown(usage, "uses"), source=SOURCE, **common))
        if options["dry_run"]:
            self.stdout.write("This was a rehearsal: nothing was changed.")

    def _tell(self, what: str, report: Report) -> None:
        self.stdout.write(f"{what.capitalize()}: {', '.join(f'{n:,} {word}' for word, n in report.counts.items())}.")
        for refusal in report.refusals:
            self.stderr.write(f"{what.capitalize()}: {refusal}")


def _shown(file: SourceFile, what: str, argument: str = "rows") -> dict[str, Any]:
    """The file's rows behind a progress bar, which only a terminal gets to see."""
    return {
        argument: tqdm(file.rows, desc=what, unit=" rows", disable=None),
        "file_name": file.name,
        "digest": file.digest,
    }
