"""How search reads words: accents away, English stems; and as they stand, for beginnings of words."""

from django.contrib.postgres.operations import (
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations


def configuration(name: str, copied: str, dictionary: str) -> migrations.RunSQL:
    """A text search configuration that takes accents away before `dictionary` reads a word."""
    return migrations.RunSQL(
        [
            f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{copied})",
            f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, "
            f"word, hword, hword_part WITH unaccent, {dictionary}",
        ],
        [f"DROP TEXT SEARCH CONFIGURATION {name}"],
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        CreateExtension("fuzzystrmatch"),
        configuration("catalogue_stems", "english", "english_stem"),
        configuration("catalogue_words", "simple", "simple"),
    ]
