"""Checks a case file, offline: its chains, its digests, the ranking worked out again. Reads the file, nothing else."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rfp.awards.verification import faults_of


class Command(BaseCommand):
    help = "Checks that a case file is whole and that its ranking follows from its scores and prices."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            found = faults_of(json.loads(file.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The file cannot be read as a case file: {error}.") from error
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} thing{'s do' if len(found) > 1 else ' does'} not fit.")
        self.stdout.write("The case file is whole, and its ranking follows from its scores and prices.")
