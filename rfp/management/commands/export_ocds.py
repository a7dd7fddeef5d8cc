"""manage.py export_ocds FILE: the whole register of procurements as one record package."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rfp.open_contracting.queries import published_processes, record_package


class Command(BaseCommand):
    """Writes what everybody may read at /ocds/records.json."""

    help = "Write the register of procurements as an OCDS 1.1 record package."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        package = record_package(published_processes(), address="/ocds/records.json")
        options["file"].write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(f"{len(package['records'])} processes written to {options['file']}")
