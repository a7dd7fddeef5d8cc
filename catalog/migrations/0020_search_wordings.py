"""Lists of wordings that editors keep, and those they begin with."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from catalog.search.wordings import key, shipped_lists


def take_in_shipped(apps, schema_editor):
    made = apps.get_model("catalog", "WordingList")
    made.objects.bulk_create(
        made(wordings=wordings, keys=list(dict.fromkeys(map(key, wordings)))) for wordings in shipped_lists()
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0019_pages_have_a_day")]

    operations = [
        migrations.CreateModel(
            name="WordingList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wordings",
                    ArrayField(
                        base_field=models.CharField(max_length=60),
                        help_text="Words or short phrases with a comma between them: help desk, service desk, itsm. "
                        "The first is the name of the list.",
                        size=40,
                    ),
                ),
                (
                    "keys",
                    ArrayField(
                        base_field=models.CharField(max_length=60),
                        editable=False,
                        help_text="How each is looked up.",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["wordings"],
                "indexes": [GinIndex(fields=["keys"], name="wording_list_keys")],
            },
        ),
        migrations.RunPython(take_in_shipped, migrations.RunPython.noop),
    ]
