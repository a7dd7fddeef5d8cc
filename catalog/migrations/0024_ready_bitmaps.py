"""What is kept ready is bitmaps: derived data, made anew by the next job."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0023_vendor_scores")]

    operations = [
        migrations.DeleteModel(name="ReadyCounts"),
        migrations.CreateModel(
            name="ReadyCounts",
            fields=[
                (
                    "registry",
                    models.CharField(
                        help_text="Of which facets (ready_counts.py).",
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ids", models.BinaryField(help_text="Of every entry, in the order of the plain catalogue.")),
                ("vendors", models.BinaryField(help_text="The id of each one's vendor.")),
                ("keys", models.JSONField(help_text="Facet and value of each bitmap.")),
                ("bitmaps", models.BinaryField()),
            ],
            options={"verbose_name_plural": "ready counts"},
        ),
    ]
