"""What search keeps of each listed offering. Derived data: `reindex_search` makes it anew at any time."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .beginnings import beginnings_follow


def counts_are_stale() -> pgtrigger.Trigger:
    """Any change of the table, by whatever way, takes the ready counts away in the same transaction."""
    return pgtrigger.Trigger(
        name="ready_counts_are_stale",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func="DELETE FROM catalog_readycounts; RETURN NULL;",
    )


class SearchEntry(models.Model):
    """One listed offering, as narrow as a search can do with. Whatever has no entry cannot be found.

    The two long columns stand beside the table (0022_narrow_entries.py), so that counting reads neither.
    """

    offering = models.OneToOneField(
        "catalog.Offering",
        models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    # Smaller is better, so that one ascending index serves the plain catalogue.
    rank = models.SmallIntegerField(help_text="Minus the points that entries.py gives.")
    bits = models.BigIntegerField(help_text="Values of the facets with a fixed list (facets.py).")
    vendor_id = models.BigIntegerField()
    topic_ids = ArrayField(models.BigIntegerField())
    name_key = models.CharField(max_length=200, help_text="The name without capitals and accents.")
    month_price = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    used_by_count = models.PositiveIntegerField(default=0)
    newest_on = models.DateField(null=True)
    title = SearchVectorField(help_text="Stems of name and vendor.")
    everything = SearchVectorField(help_text="Stems of all texts, and the words of the names as they stand.")
    html = models.TextField(help_text="Its row on the results page, ready.")

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            GinIndex(fields=["title"], name="search_entry_title", fastupdate=False),
            GinIndex(fields=["everything"], name="search_entry_everything", fastupdate=False),
            GinIndex(fields=["topic_ids"], name="search_entry_topics", fastupdate=False),
            models.Index(
                fields=["rank", "offering"],
                include=["bits", "vendor_id"],
                name="search_entry_rank",
            ),
            models.Index(
                fields=["vendor_id", "bits", "rank", "offering"],
                name="search_entry_vendor",
            ),
            models.Index(fields=["name_key", "offering"], name="search_entry_name"),
        ]
        triggers = [counts_are_stale(), *beginnings_follow()]

    def __str__(self):
        return self.name_key


class NameBeginning(models.Model):
    """A word of an offering's name, its first two letters or its first three: what suggestions look up.

    In the order in which they are suggested, so that the first few of many are read and no more. Kept by triggers of
    the entries.
    """

    pk = models.CompositePrimaryKey("key", "inside", "rank", "offering_id")
    key = models.CharField(max_length=40, db_collation="C")
    inside = models.BooleanField(help_text="Whether the name has other words before it.")
    rank = models.SmallIntegerField()
    offering_id = models.BigIntegerField()

    def __str__(self):
        return self.key


class SearchWord(models.Model):
    """A word that listed offerings use, for spelling."""

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=40, db_index=True, default="", help_text="What its forms have in common.")
    entries = models.PositiveIntegerField(help_text="How many offerings use it.")

    class Meta:
        indexes = [
            GistIndex(
                fields=["word"],
                name="search_word_likeness",
                opclasses=["gist_trgm_ops"],
            )
        ]

    def __str__(self):
        return self.word


class WordingList(models.Model):
    """Words and phrases that mean the same here, kept by editors: who types one finds what says another."""

    wordings = ArrayField(
        models.CharField(max_length=60),
        size=40,
        help_text="Words or short phrases with a comma between them: help desk, service desk, itsm. The first is the "
        "name of the list.",
    )
    keys = ArrayField(models.CharField(max_length=60), editable=False, help_text="How each is looked up.")

    class Meta:
        ordering = ["wordings"]
        indexes = [GinIndex(fields=["keys"], name="wording_list_keys")]

    def __str__(self):
        return self.wordings[0] if self.wordings else "new list"


class ReadyCounts(models.Model):
    """What the whole catalogue is counted with, for any filter (bitmaps.py); gone as soon as an entry changes."""

    registry = models.CharField(max_length=16, primary_key=True, help_text="Of which facets (ready_counts.py).")
    ids = models.BinaryField(help_text="Of every entry, in the order of the plain catalogue.")
    vendors = models.BinaryField(help_text="The id of each one's vendor.")
    keys = models.JSONField(help_text="Facet and value of each bitmap.")
    bitmaps = models.BinaryField()

    class Meta:
        verbose_name_plural = "ready counts"

    def __str__(self):
        return f"counts of facets {self.registry}"
