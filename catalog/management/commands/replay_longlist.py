"""Narrows a longlist once more from its pinned versions, and says whether the same comes out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.longlists.models import Longlist
from catalog.longlists.replay import replay_longlist


class Command(BaseCommand):
    help = "Replays a longlist from its pinned versions. Names the first difference; changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="Such as L-2026-0001")

    def handle(self, *args: Any, **options: Any) -> None:
        longlist = Longlist.objects.filter(reference=options["reference"]).first()
        if longlist is None:
            raise CommandError(f"There is no longlist {options['reference']}. Look up its reference at /longlists/.")
        replay = replay_longlist(longlist)
        for row in replay.steps:
            same = "the same" if not row.difference else "NOT the same"
            self.stdout.write(f"Step {row.step.number}: {row.left_out} left out, {same}. {row.step.words}")
        if not replay.is_same:
            raise CommandError(replay.first_difference)
        self.stdout.write(f"{longlist.reference} gives the same result in all its steps.")
