"""Publishes the guidance that comes with Stoa."""

from django.core.management.base import BaseCommand

from cms.actions import publish_guidance


class Command(BaseCommand):
    help = "Publishes the guidance that comes with Stoa. Pages that exist stay as they are."

    def handle(self, *args, **options):
        self.stdout.write(f"{publish_guidance()} pages published.")
