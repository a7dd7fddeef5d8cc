"""Checks the receipt of a bid, offline: reads the file and the settings, nothing else."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from marketplace.audit.signing import known_keys
from rfp.bids.verification import NotGenuine, check_content, check_listed, check_receipt, digest_of


class Command(BaseCommand):
    help = "Checks the signature of a receipt; with --content the copy of what was submitted, with --list the list."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("receipt", type=Path)
        parser.add_argument("--key", action="append", help="public key to trust instead of this installation's")
        parser.add_argument("--content", type=Path, help="the copy of what was submitted")
        parser.add_argument("--list", type=Path, help="the list of digests published at closing")

    def handle(self, *args, receipt, key=None, content=None, **options):
        try:
            statement = check_receipt(json.loads(receipt.read_bytes()), keys=key or known_keys())
            if content:
                check_content(statement, json.loads(content.read_bytes()))
            if options["list"]:
                check_listed(statement, json.loads(options["list"].read_bytes()))
        except NotGenuine as fault:
            raise CommandError(str(fault)) from fault
        except (OSError, ValueError) as error:
            raise CommandError(f"The file cannot be read: {error}.") from error
        for name, value in sorted(statement.items()):
            self.stdout.write(f"{name}: {value}")
        self.stdout.write(f"The receipt is genuine. Its digest is {digest_of(statement)}.")
