from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's database cache: sign-in throttles count across all web processes."""

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE stoa_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX stoa_cache_expires ON stoa_cache (expires);
            """,
            "DROP TABLE stoa_cache",
        )
    ]
