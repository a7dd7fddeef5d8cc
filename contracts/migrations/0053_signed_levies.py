from django.db import migrations


def keep_signed_levies(apps, schema_editor):
    """Every agreement that is signed bears, from its first day on, the percent that it was signed with."""
    levies = apps.get_model("contracts", "FrameworkLevy").objects
    signed = apps.get_model("contracts", "Framework").objects.filter(signed_at__isnull=False, levies__isnull=True)
    levies.bulk_create(
        levies.model(
            framework=framework,
            percent=framework.levy_percent,
            holds_from=framework.starts_on,
            reason="As signed.",
            announced_by_id=framework.signed_by_id,
            announced_at=framework.signed_at,
        )
        for framework in signed.order_by("pk")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0052_framework_levies'),
    ]

    operations = [
        migrations.RunPython(keep_signed_levies, migrations.RunPython.noop),
    ]
