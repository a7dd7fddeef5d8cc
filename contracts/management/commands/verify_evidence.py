"""Checks every file of evidence against its fingerprint, and every month's file against what it was drawn from."""

from django.core.management.base import BaseCommand, CommandError

from contracts.service_levels.models import EvidenceBatch, EvidenceMonth
from contracts.service_levels.queries.compaction import altered_evidence


class Command(BaseCommand):
    help = "Checks that each file of evidence is what was loaded, and each month's file what its batches hold."

    def handle(self, *args, **options):
        faults = list(altered_evidence())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} of the files of evidence are not what they should be.")
        batches, months = EvidenceBatch.objects.count(), EvidenceMonth.objects.count()
        self.stdout.write(f"The evidence is whole: {batches} batches, {months} files of a month.")
