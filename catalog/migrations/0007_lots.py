"""The lots, with the four that a catalogue starts from."""

from django.db import migrations, models

LOTS = (
    (
        "cloud-hosting",
        "Cloud hosting",
        "Machines, storage, networks and platforms on which an agency runs software of its own.",
    ),
    (
        "cloud-software",
        "Cloud software",
        "Software that is ready to use and is run by its vendor; an agency needs a browser or an app.",
    ),
    (
        "cloud-support",
        "Cloud support",
        "Work of people that helps an agency to plan, set up, move to, use or leave cloud services. Not staff on loan.",
    ),
    (
        "state-services",
        "State services",
        "Services that the state’s own data centres and offices provide to its agencies.",
    ),
)


def add_lots(apps, schema_editor):
    apps.get_model("catalog", "Lot").objects.bulk_create(
        apps.get_model("catalog", "Lot")(code=code, name=name, description=words, sort_order=place)
        for place, (code, name, words) in enumerate(LOTS)
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_agencies_under_contract")]

    operations = [
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("code", models.SlugField(max_length=20, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "description",
                    models.CharField(
                        help_text="One or two sentences: what belongs here, what does not.", max_length=400
                    ),
                ),
                ("sort_order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={"ordering": ["sort_order", "code"]},
        ),
        migrations.RunPython(add_lots, migrations.RunPython.noop),
    ]
