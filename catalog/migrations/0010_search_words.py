"""Stems of the vocabulary, and the sentence of a row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_offering_answers")]

    operations = [
        migrations.AddField(
            model_name="searchcard",
            name="what",
            field=models.TextField(
                default="", help_text="The sentence on the row, to show which of its words matched."
            ),
        ),
        migrations.AddField(
            model_name="searchword",
            name="stem",
            field=models.CharField(
                db_index=True, default="", help_text="What its forms have in common.", max_length=40
            ),
        ),
    ]
