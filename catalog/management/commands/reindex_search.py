"""Makes the search index anew while searches go on."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from catalog.offerings.models import Offering
from catalog.search.actions import rebuild_index


class Command(BaseCommand):
    help = "Makes the search index anew from the listed offerings, without downtime."

    def add_arguments(self, parser):
        parser.add_argument("--engine", choices=["postgres"], default="postgres", help="which engine's index")

    def handle(self, *args, **options):
        quiet = options["verbosity"] == 0
        with tqdm(total=Offering.objects.count(), unit=" offerings", disable=quiet or None) as bar:
            done = rebuild_index(progress=bar.update)
        if not quiet:
            self.stdout.write(
                f"The search index holds {done.entries:,} offerings and {done.words:,} words; {done.removed:,} removed."
            )
