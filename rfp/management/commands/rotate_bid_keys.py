"""Moves the keys of bids to today's BID_SEALING_KEY."""

from django.core.management.base import BaseCommand, CommandError

from rfp.bids.actions import rotate_platform_key
from rfp.bids.keys import KeyMissing


class Command(BaseCommand):
    help = "Moves every key that a former BID_SEALING_KEY holds to today's one. Sealed bids stay as they are."

    def handle(self, *args, **options):
        try:
            moved = rotate_platform_key()
        except KeyMissing as error:
            raise CommandError(f"{error} Nothing was moved.") from error
        self.stdout.write(f"{moved} keys moved; nothing is left that a former key holds.")
