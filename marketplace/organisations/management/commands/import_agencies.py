"""Takes public bodies in from a file in the format of agencies.csv."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from marketplace.files.intake import SourceFileError, read_table
from marketplace.organisations.agency_imports import COLUMNS, import_agencies
from marketplace.permissions import SYSTEM


class Command(BaseCommand):
    help = "Upserts agencies from a CSV file by the source's id. A repeat changes nothing; a bad row stops nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            file = read_table(options["file"], *COLUMNS)
        except SourceFileError as error:
            raise CommandError(str(error)) from error
        rows = tqdm(file.rows, desc="agencies", unit=" rows", disable=None)
        report = import_agencies(
            rows=rows, file_name=file.name, digest=file.digest, by=SYSTEM, dry_run=options["dry_run"]
        )
        self.stdout.write(f"Agencies: {', '.join(f'{number:,} {word}' for word, number in report.counts.items())}.")
        for refusal in report.refusals:
            self.stderr.write(str(refusal))
        if options["dry_run"]:
            self.stdout.write("This was a rehearsal: nothing was changed.")
