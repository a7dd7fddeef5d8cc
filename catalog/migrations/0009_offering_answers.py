"""Answers on an offering, pinned to the version of the question set they were given to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_question_sets"), ("catalog", "0008_offering_uploads")]

    operations = [
        migrations.AddField("offering", "answers", models.JSONField(blank=True, default=dict, editable=False)),
        migrations.AddField(
            "offering",
            "question_set_version",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offerings",
                to="catalog.questionsetversion",
            ),
        ),
    ]
