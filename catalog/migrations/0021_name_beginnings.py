"""What suggestions look up: the beginnings of names, kept by triggers of the entries."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from catalog.search.beginnings import FILL, FUNCTION


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0020_search_wordings'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameBeginning',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'inside', 'rank', 'offering_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(db_collation='C', max_length=40)),
                ('inside', models.BooleanField(help_text='Whether the name has other words before it.')),
                ('rank', models.SmallIntegerField()),
                ('offering_id', models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION catalogue_beginnings(text)"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='beginnings_follow_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO catalog_namebeginning (key, inside, rank, offering_id)\nSELECT b.key, b.inside, e.rank, e.offering_id FROM made e, catalogue_beginnings(e.name_key) b; RETURN NULL;', hash='76aecb7e8aa06c6289b92aed6c6b4f3e559eb202', level='STATEMENT', operation='INSERT', pgid='pgtrigger_beginnings_follow_insert_c8df5', referencing='REFERENCING NEW TABLE AS made ', table='catalog_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='beginnings_follow_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='DELETE FROM catalog_namebeginning b USING gone e, catalogue_beginnings(e.name_key) k\nWHERE (b.key, b.inside, b.rank, b.offering_id) = (k.key, k.inside, e.rank, e.offering_id) AND NOT EXISTS (SELECT FROM made o\n    WHERE (o.offering_id, o.name_key, o.rank) = (e.offering_id, e.name_key, e.rank)); INSERT INTO catalog_namebeginning (key, inside, rank, offering_id)\nSELECT b.key, b.inside, e.rank, e.offering_id FROM made e, catalogue_beginnings(e.name_key) b WHERE NOT EXISTS (SELECT FROM gone o\n    WHERE (o.offering_id, o.name_key, o.rank) = (e.offering_id, e.name_key, e.rank)); RETURN NULL;', hash='92386f53b42326d72773bf28cba11d7254ed56a0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_beginnings_follow_update_ba42c', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS made ', table='catalog_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='beginnings_follow_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='DELETE FROM catalog_namebeginning b USING gone e, catalogue_beginnings(e.name_key) k\nWHERE (b.key, b.inside, b.rank, b.offering_id) = (k.key, k.inside, e.rank, e.offering_id); RETURN NULL;', hash='6bdc0269c814e350ff01a7573b4e5f509f874b7a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_beginnings_follow_delete_4330e', referencing='REFERENCING OLD TABLE AS gone ', table='catalog_searchentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchentry',
            trigger=pgtrigger.compiler.Trigger(name='beginnings_follow_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='TRUNCATE catalog_namebeginning; RETURN NULL;', hash='1d03eddd8b0910b28fc2ddfcaa618c984e84e526', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_beginnings_follow_truncate_c71e7', table='catalog_searchentry', when='AFTER')),
        ),
    ]
