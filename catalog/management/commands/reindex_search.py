"""Makes the search index anew while searches go on."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalog.offerings.models import Offering
from catalog.search.actions import rebuild_index
from catalog.search.copies import mend_copy, rebuild_copy
from catalog.search.engine import EngineUnavailable
from catalog.search.engines import uses_elasticsearch


class Command(BaseCommand):
    help = "Makes the search index anew from the listed offerings, without downtime."

    def add_arguments(self, parser):
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
        parser.add_argument("--compare", action="store_true", help="only report and mend what differs (elasticsearch)")

    def handle(self, *args, **options):
        if options["engine"] == "postgres":
            self._postgres(options)
            return
        if not uses_elasticsearch():
            raise CommandError("No Elasticsearch is configured: set ELASTICSEARCH_URL.")
        try:
            self._elasticsearch(options)
        except EngineUnavailable as error:
            raise CommandError(f"Elasticsearch did not do it: {error}") from error

    def _postgres(self, options):
        quiet = options["verbosity"] == 0
        with tqdm(total=Offering.objects.count(), unit=" offerings", disable=quiet or None) as bar:
            done = rebuild_index(progress=bar.update)
        if not quiet:
            self.stdout.write(
                f"The search index holds {done.entries:,} offerings and {done.words:,} words; {done.removed:,} removed."
            )

    def _elasticsearch(self, options):
        if options["compare"]:
            found = mend_copy()
            words = f"{found.missing:,} missing, {found.stale:,} stale, {found.left_over:,} left over; mended."
            self.stdout.write(words)
            return
        quiet = options["verbosity"] == 0
        with tqdm(total=Offering.objects.listed().count(), unit=" offerings", disable=quiet or None) as bar:
            held = rebuild_copy(progress=bar.update)
        self.stdout.write(f"The index of Elasticsearch holds {held:,} offerings.")
