"""Spreadsheets that vendors send, and the vendor's own number for an offering."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

LABELS = [
    ("received", "Being checked"),
    ("refused", "Not readable"),
    ("checked", "Checked, nothing changed yet"),
    ("applying", "Being taken in"),
    ("applied", "Taken in"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_shortlists"),
        ("organisations", "0003_invitation_mailed_at"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="offering",
            name="vendor_code",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="The vendor’s own number for it.",
                max_length=60,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.UniqueConstraint(
                condition=~Q(vendor_code=""), fields=("vendor", "vendor_code"), name="one_offering_per_vendor_code"
            ),
        ),
        migrations.CreateModel(
            name="OfferingUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("status", models.CharField(choices=LABELS, default="received", editable=False, max_length=8)),
                ("file_name", models.CharField(max_length=200)),
                ("path", models.CharField(help_text="Where the file lies in the storage.", max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                (
                    "refusal",
                    models.CharField(
                        blank=True, help_text="Why the file as a whole was not taken.", max_length=500
                    ),
                ),
                (
                    "submits",
                    models.BooleanField(default=False, help_text="Whether its drafts go to the reviewers at once."),
                ),
                ("row_count", models.PositiveIntegerField(default=0)),
                (
                    "rows_done",
                    models.PositiveIntegerField(
                        default=0, help_text="Rows behind which a killed worker goes on."
                    ),
                ),
                ("created_count", models.PositiveIntegerField(default=0)),
                ("changed_count", models.PositiveIntegerField(default=0)),
                ("same_count", models.PositiveIntegerField(default=0)),
                ("submitted_count", models.PositiveIntegerField(default=0)),
                (
                    "faulty_count",
                    models.PositiveIntegerField(default=0, help_text="Rows that were not taken."),
                ),
                (
                    "faults",
                    models.JSONField(default=list, help_text="Row, code, column, what is wrong, what to do."),
                ),
                (
                    "notes",
                    models.JSONField(
                        default=list, help_text="Rows that were taken but not sent to the reviewers, and why."
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offering_uploads",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "spreadsheet",
                "ordering": ["-received_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(rows_done__lte=F("row_count")), name="upload_does_its_rows_once"
                    ),
                    models.CheckConstraint(
                        condition=~Q(status__in=["applying", "applied"]) | Q(applied_by__isnull=False),
                        name="upload_taken_in_has_somebody_who_asked",
                    ),
                ],
            },
        ),
    ]
