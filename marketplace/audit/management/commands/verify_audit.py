"""Checks the audit trail and names the first bad event."""

from django.core.management.base import BaseCommand, CommandError

from marketplace.audit.actions import find_first_bad_event
from marketplace.audit.checkpoint_files import faults_against_files
from marketplace.audit.models import AuditEvent, Checkpoint
from marketplace.audit.signing import public_key


class Command(BaseCommand):
    help = "Checks every chain of the audit trail and every signed checkpoint; names the first bad event."

    def add_arguments(self, parser):
        parser.add_argument("--chain", help="check this chain only")
        parser.add_argument("--files", action="store_true", help="compare with the exported checkpoint files too")

    def handle(self, *args, chain=None, files=False, **options):
        fault = find_first_bad_event(chain) or (next(faults_against_files(), None) if files else None)
        if fault:
            raise CommandError(f"The audit trail is damaged. First fault: {fault}.")
        events, points = AuditEvent.objects.count(), Checkpoint.objects.count()
        self.stdout.write(f"The audit trail is whole: {events} events, {points} signed checkpoints.")
        self.stdout.write(f"Checkpoints are signed with the key whose public half is {public_key()}.")
