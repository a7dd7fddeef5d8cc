"""`python -m tools.demo_loading FILE`: migrates, loads the demonstration, and writes down whom one can sign in as."""

import atexit
import gc
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.module_loading import import_string

from tools import baseline


def main(persons_file: Path) -> int:
    """One process for all steps: loading Django takes longer than most of them."""
    gc.disable()  # While the code is loaded hardly anything is let go of.
    with ThreadPoolExecutor(1) as beside:  # The database takes its schema while this process loads the code.
        taken = beside.submit(baseline.take_if_empty, os.environ["DATABASE_URL"])
        django.setup()
    taken.result()
    gc.freeze()  # What is loaded by now stays: the collector need not comb through it while rows come and go.
    atexit.register(gc.unfreeze)  # At the end it may go: what is frozen still, DuckDB reports as leaked.
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # Nobody is mailed about the past.
    logging.disable(logging.INFO)  # Every page and task would say that it was made.
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo")
    except CommandError as error:
        print(f"stoa: {error}", file=sys.stderr)
        return 1
    persons = import_string("marketplace.demo.persons.PERSONS")  # Its models need the set-up above.
    width = max(len(person.slug) for person in persons)
    lines = [f"  {person.slug:<{width}}  {person.name}, {person.title}" for person in persons]
    persons_file.write_text("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
