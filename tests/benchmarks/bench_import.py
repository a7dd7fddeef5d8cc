"""`./stoa bench import [ROWS]`: a validated import beside plain COPY of the rows it writes. Goal P10: 0.35 or more.

Both start from a file and end committed in the same tables, with the same indexes and constraints, in fresh databases.
"""

import io
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from wagtail.models import Revision

from catalog.models import Assessor, Offering, OfferingChange, Topic
from catalog.offerings.imports import import_listings
from catalog.taxonomy.models import Certification, Deployment, ImpactLevel
from marketplace.files.intake import read_list
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM
from tests import databases

ROWS, ROUNDS, GOAL, SEED = 100_000, 3, 0.35, 7
WRITTEN = (Organisation, Topic, Assessor, Revision, Offering, Offering.topics.through, OfferingChange)
SYLLABLES = ("ba", "co", "di", "fe", "go", "hu", "ka", "li", "mo", "nu", "pra", "que", "ro", "sta", "tri", "ve")


def words(chance: random.Random, number: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(number))


def entries(number: int) -> Iterator[dict[str, Any]]:
    """Listings with descriptions of about 110 words, one vendor for 25 of them."""
    chance = random.Random(SEED)
    topics = [words(chance, 2) for _ in range(35)]
    for place in range(number):
        yield {
            "id": f"FR{place:07d}",
            "vendor": f"Vendor {chance.randrange(max(20, number // 25))}",
            "name": f"{words(chance, 4).capitalize()} {place}",
            "service_models": chance.sample(["SaaS", "PaaS", "IaaS"], chance.choice((1, 1, 1, 2))),
            "deployment_model": chance.choice(Deployment.labels),
            "impact_level": chance.choice(ImpactLevel.labels),
            "status": chance.choice(Certification.labels),
            "authorization_path": "Agency",
            "ready_on": None,
            "authorized_on": f"20{chance.randint(12, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            "annual_assessment": "02/28",
            "assessor": f"Assessor {chance.randrange(40)}",
            "business_functions": chance.sample(topics, 3),
            "description": words(chance, 110),
            "website": f"https://vendor{place}.example",
            "small_business": chance.random() < 0.3,
            "authorization_count": chance.randrange(40),
            "reuse_count": chance.randrange(40),
        }


def timed_import(path: Path) -> float:
    """Seconds from the file to the commit, every entry checked."""
    begun = time.perf_counter()
    file = read_list(path, "offerings")
    report = import_listings(
        entries=file.rows, source="bench", file_name=file.name, digest=file.digest, by=SYSTEM
    )  # fmt: skip
    taken = time.perf_counter() - begun
    if report.refusals or report.created != len(file.rows):
        raise SystemExit(f"The import left rows out: {report.counts}")
    return taken


def dump(folder: Path) -> int:
    """The rows that the import wrote, as COPY writes them. Returns how many."""
    rows = 0
    with connection.cursor() as cursor:
        for model in WRITTEN:
            table = connection.ops.quote_name(model._meta.db_table)
            with (folder / model._meta.db_table).open("wb") as file:
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    for part in copy:
                        rows += bytes(part).count(b"\n")
                        file.write(part)
    return rows


def timed_copy(folder: Path) -> float:
    """Seconds from the same rows in files to the commit, nothing checked but the constraints."""
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for model in WRITTEN:
            table = connection.ops.quote_name(model._meta.db_table)
            with cursor.copy(f"COPY {table} FROM STDIN") as copy, (folder / model._meta.db_table).open("rb") as file:
                while part := file.read(io.DEFAULT_BUFFER_SIZE * 32):
                    copy.write(part)
    return time.perf_counter() - begun


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    imports, copies = [], []
    with databases.server(), tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        source = folder / "offerings.json"
        source.write_text(json.dumps({"offerings": list(entries(number))}))
        template = databases.migrated_template()
        for turn in range(1, ROUNDS + 1):
            with databases.clone(template) as name, databases.connected_to(name):
                imports.append(timed_import(source))
                rows = dump(folder)
            with databases.clone(template) as name, databases.connected_to(name):
                copies.append(timed_copy(folder))
            print(
                f"round {turn}: import {imports[-1]:.1f} s, COPY of the same {rows:,} rows {copies[-1]:.1f} s",
                flush=True,
            )
    ratio = statistics.median(copies) / statistics.median(imports)
    pace = number / statistics.median(imports)
    print(
        f"{number:,} offerings, median of {ROUNDS}: {pace:,.0f} offerings/s validated, {ratio:.2f} × COPY (goal {GOAL})"
    )
    return 0 if ratio >= GOAL else 1
