"""Wagtail's own database search over the same texts: what a site gets without a search of its own."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from modelsearch import index
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from modelsearch.conf import get_app_config


class Listing(index.Indexed, models.Model):
    """One offering as a page of Wagtail's would index it. Its table exists in the benchmark's database alone."""

    source_id = models.CharField(max_length=60, primary_key=True)
    title = models.CharField(max_length=300)
    vendor = models.CharField(max_length=300)
    topics = models.TextField()
    body = models.TextField()
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("vendor", boost=2),
        index.SearchField("topics", boost=2),
        index.SearchField("body"),
    ]

    class Meta:
        app_label = "cms"  # of any installed app: the model is not one of the product's

    def __str__(self):
        return self.title


# As the app does at its start for the models that are there by then.
TextIDGenericRelation(get_app_config().get_model("IndexEntry")).contribute_to_class(Listing, "index_entries")
BACKEND = PostgresSearchBackend({"SEARCH_CONFIG": "english"})


def take_in(entries: Iterable[dict[str, Any]]) -> None:
    """Makes the table in the connected database, and Wagtail's index of it."""
    with connection.schema_editor() as editor:
        editor.create_model(Listing)
    Listing.objects.bulk_create(
        Listing(
            source_id=entry["id"],
            title=entry["name"],
            vendor=entry["vendor"],
            topics=", ".join(entry["business_functions"]),
            body=" ".join([*entry["service_models"], entry["description"] or ""]),
        )
        for entry in entries
    )
    listings = BACKEND.get_index_for_model(Listing)
    listings.add_items(Listing, list(Listing.objects.all()))


def find(text: str, *, operator: str, size: int) -> list[str]:
    """The ids found, best first; `and` is Wagtail's default."""
    return [listing.source_id for listing in BACKEND.search(text, Listing, operator=operator)[:size]]
