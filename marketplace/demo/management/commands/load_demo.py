"""Loads the demonstration."""

from django.core.management.base import BaseCommand

from marketplace.demo.loader import load


class Command(BaseCommand):
    help = "Loads the demonstration: an invented state over real facts. Safe to repeat: what is there stays."

    def handle(self, *args, **options):
        say = self.stdout.write if options["verbosity"] else (lambda line: None)
        load(say=say)
