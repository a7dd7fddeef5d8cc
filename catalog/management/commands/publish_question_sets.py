"""Publishes the question sets that come with Stoa."""

from django.core.management.base import BaseCommand

from catalog.question_sets.shipped import publish_shipped_sets
from marketplace.permissions import SYSTEM


class Command(BaseCommand):
    help = "Publishes the question sets that come with Stoa. What is in force already stays as it is."

    def handle(self, *args, **options):
        self.stdout.write(f"{publish_shipped_sets(by=SYSTEM)} question sets published.")
