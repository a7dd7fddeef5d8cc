"""The corpus of the peers in a database of Stoa's, by its own import, and where its pages are."""

import hashlib
import random
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from catalog.models import Offering
from catalog.offerings.imports import import_listings
from catalog.search.actions import keep_counts, rebuild_index
from catalog.taxonomy.models import Certification, Deployment, ImpactLevel
from marketplace.permissions import SYSTEM
from tests import databases
from tests.benchmarks.peers import SERVER
from tools import postgres
from tools.places import ROOT

# A list with every value of a facet ticked: the same offerings, counted anew each time.
ALL_MODELS = "&".join(f"model={value}" for value in ("saas", "paas", "iaas", "support"))


def entries(corpus: Any, rows: int) -> Iterator[dict[str, Any]]:
    """The corpus of the peers as listings. Two facets more than theirs, drawn by the same means."""
    chance = random.Random(11)
    for row in corpus.rows(rows):
        yield {
            "id": f"B{row['n']:07d}",
            "vendor": row["vendor"],
            "name": row["title"],
            "service_models": [chance.choice(["SaaS", "PaaS", "IaaS"])],
            "deployment_model": chance.choice(Deployment.labels),
            "impact_level": chance.choice(ImpactLevel.labels),
            "status": chance.choice(Certification.labels),
            "business_functions": [row["pillar"].capitalize(), row["region"].capitalize()],
            "description": f"{row['summary']} {row['body']}",
            "small_business": chance.random() < 0.3,
        }


def fill(corpus: Any, size: str, rows: int) -> str:
    """The name of a database with the corpus, indexed by this code; kept for the next run."""
    template = databases.migrated_template()
    name = f"stoa_{size}_{template[-8:]}"
    if not _carried_on(size, name) and postgres.create_database(SERVER, name, template=template):
        with databases.connected_to(name):
            report = import_listings(
                entries=entries(corpus, rows), source="bench", file_name="corpus", digest="", by=SYSTEM
            )
        if report.created != rows:
            postgres.drop_database(SERVER, name)
            raise SystemExit(f"The import left rows out: {report.counts} {report.refusals[:3]}")
    with databases.connected_to(name):
        if _indexed_by() != _indexing():
            rebuild_index()
            _execute(f"COMMENT ON DATABASE {name} IS '{_indexing()}'")
        keep_counts()
        _execute("VACUUM ANALYZE")
    return name


def pages(driver: Any, name: str, rows: int) -> dict[str, list[str]]:
    """The addresses of each kind of page; what begins with `cold_` finds nothing ready."""
    with databases.connected_to(name):
        slugs = list(Offering.objects.order_by("pk").values_list("slug", flat=True)[: min(rows, 5_000)])
    details = [f"/catalogue/{slug}/" for slug in random.Random(3).sample(slugs, 200)]
    near = driver.near(rows)
    return {
        "list": [f"/catalogue/?page={page}" for page in near],
        "cold_list": [f"/catalogue/?page={page}&{ALL_MODELS}" for page in near],
        "list_deep": [f"/catalogue/?page={page}" for page in driver.pages(rows, 25)],
        "detail": details,
        "cold_detail": [f"{address}?users=10" for address in details],
        "search": [f"/catalogue/?q={word}" for word in driver.QS],
        "search_sel": [f"/catalogue/?q={word}" for word in driver.QR],
    }


def _carried_on(size: str, name: str) -> bool:
    """Migrates the corpus of an earlier state of the code; one that has migrations of another branch is dropped."""
    with postgres.connect(SERVER) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"stoa_{size}_"])
        older = [found for (found,) in rows if found != name]
        if not older:
            return False
        for each in older[1:]:
            postgres.drop_database(SERVER, each)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (older[0], name))))
    with databases.connected_to(name):
        loader = MigrationLoader(databases.connections["default"])
        if known := set(loader.applied_migrations) <= set(loader.disk_migrations):
            call_command("migrate", verbosity=0, interactive=False)
    if not known:
        postgres.drop_database(SERVER, name)
    return known


def _indexing() -> str:
    """Changes with the code that makes entries and cards."""
    digest = hashlib.sha256((ROOT / "catalog/templates/catalog/search/card.html").read_bytes())
    for name in ("actions", "entries", "facets", "places"):
        digest.update((ROOT / "catalog" / "search" / f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


def _indexed_by() -> str:
    with databases.connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return str(cursor.fetchone()[0])


def _execute(statement: str) -> None:
    databases.connections["default"].cursor().execute(statement)
