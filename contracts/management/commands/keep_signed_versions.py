"""Keeps a version of each framework agreement that was signed before its text was kept."""

from django.core.management.base import BaseCommand

from contracts.frameworks.actions import keep_signed_version
from contracts.frameworks.models import Framework
from marketplace.permissions import SYSTEM


class Command(BaseCommand):
    help = "Keeps the text and digest of framework agreements that have none, as they stand now. Safe to repeat."

    def handle(self, *args, **options):
        without = Framework.objects.signed().filter(versions=None).order_by("reference")
        for framework in without:
            version = keep_signed_version(framework=framework, by=SYSTEM)
            self.stdout.write(f"{framework.reference}: version {version.number}, SHA-256 {version.digest}")
        self.stdout.write("Every signed agreement has a version.")
