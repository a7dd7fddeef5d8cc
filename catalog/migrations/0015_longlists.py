# Longlists: evidence for an award.

import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0014_uploads_to_review'),
        ('organisations', '0005_sanctions'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Longlist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=16, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('query', models.TextField(blank=True, help_text='The search as in the address, without the question mark.')),
                ('query_words', models.JSONField(default=list, help_text='The search in words, as the catalogue named them then.')),
                ('engine', models.CharField(help_text='The search engine that answered.', max_length=40)),
                ('found', models.PositiveIntegerField(help_text='How many offerings it found: all of them are kept.')),
                ('opened_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('draft', 'Being narrowed'), ('frozen', 'Frozen'), ('superseded', 'Superseded')], default='draft', editable=False, max_length=10)),
                ('frozen_at', models.DateTimeField(editable=False, null=True)),
                ('digest', models.CharField(blank=True, editable=False, help_text='SHA-256 of the evidence.', max_length=64)),
                ('frozen_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='longlists', to='organisations.organisation')),
                ('supersedes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='catalog.longlist')),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LonglistEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(help_text='Its place among the results.')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='The version itself, where the offering keeps no revisions.', null=True)),
                ('content_digest', models.CharField(help_text="SHA-256 of the version's content.", max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('beside', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='Vendor, topics and measured figures, as then.')),
                ('facts', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='What was decided on, read from the two.')),
                ('longlist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='catalog.longlist')),
                ('offering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.offering')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name_plural': 'longlist entries',
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='LonglistStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('criterion', models.JSONField(help_text='What is asked, for the replay.')),
                ('words', models.TextField(help_text='The same in words.')),
                ('reason', models.TextField(max_length=2000)),
                ('before', models.PositiveIntegerField()),
                ('after', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('longlist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='catalog.longlist')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='LonglistExclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=300)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='exclusion', to='catalog.longlistentry')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='catalog.longliststep')),
            ],
            options={
                'ordering': ['entry__place'],
            },
        ),
        migrations.AddConstraint(
            model_name='longlist',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='longlist_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='longlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('frozen_at__isnull', True), ('frozen_by__isnull', True), ('status', 'draft')), models.Q(('frozen_at__gte', models.F('opened_at')), ('frozen_by__isnull', False), models.Q(('status', 'draft'), _negated=True), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='frozen_longlist_names_who_when_and_its_digest'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longlist',
            trigger=pgtrigger.compiler.Trigger(name='longlists_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c25106bce15493092f74e86a419e352b4b6d432d', operation='DELETE', pgid='pgtrigger_longlists_stay_04443', table='catalog_longlist', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longlist',
            trigger=pgtrigger.compiler.Trigger(name='frozen_longlist_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.status <> 'draft' AND (OLD.reference, OLD.organisation_id, OLD.title, OLD.query, OLD.found, OLD.query_words, OLD.engine, OLD.opened_by_id, OLD.opened_at, OLD.supersedes_id, OLD.digest, OLD.frozen_by_id, OLD.frozen_at) IS DISTINCT FROM (NEW.reference, NEW.organisation_id, NEW.title, NEW.query, NEW.found, NEW.query_words, NEW.engine, NEW.opened_by_id, NEW.opened_at, NEW.supersedes_id, NEW.digest, NEW.frozen_by_id, NEW.frozen_at))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='aa43f5c9c409538671fb56a1eae863e4f17c1e54', operation='UPDATE', pgid='pgtrigger_frozen_longlist_stands_eca6b', table='catalog_longlist', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='longlistentry',
            constraint=models.UniqueConstraint(fields=('longlist', 'offering'), name='offering_is_longlisted_once'),
        ),
        migrations.AddConstraint(
            model_name='longlistentry',
            constraint=models.UniqueConstraint(fields=('longlist', 'place'), name='longlist_place_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='longlistentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('revision__isnull', True)), models.Q(('content__isnull', True), ('revision__isnull', False)), _connector='OR'), name='longlist_entry_pins_one_version'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longlistentry',
            trigger=pgtrigger.compiler.Trigger(name='longlist_entries_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e50019a3057d64198d5719a3eb06ab9a3093043', operation='UPDATE OR DELETE', pgid='pgtrigger_longlist_entries_stand_dad93', table='catalog_longlistentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longlistentry',
            trigger=pgtrigger.compiler.Trigger(name='frozen_entries', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.longlist_id ELSE NEW.longlist_id END) THEN RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='6247307dae16c87607a2876d2935eb2f54a87e7e', operation='INSERT', pgid='pgtrigger_frozen_entries_6236e', table='catalog_longlistentry', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='longliststep',
            constraint=models.UniqueConstraint(fields=('longlist', 'number'), name='longlist_step_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='longliststep',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='longlist_step_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='longliststep',
            constraint=models.CheckConstraint(condition=models.Q(('after__gt', 0), ('after__lte', models.F('before'))), name='longlist_step_leaves_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longliststep',
            trigger=pgtrigger.compiler.Trigger(name='longlist_steps_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a0b1820a269efc99b738abcef95af68063f70fb9', operation='UPDATE', pgid='pgtrigger_longlist_steps_stand_1347e', table='catalog_longliststep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longliststep',
            trigger=pgtrigger.compiler.Trigger(name='frozen_steps', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.longlist_id ELSE NEW.longlist_id END) THEN RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='429f96860d4ef82c5d9e179b9082e325c6a25c26', operation='INSERT OR DELETE', pgid='pgtrigger_frozen_steps_425ff', table='catalog_longliststep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longlistexclusion',
            trigger=pgtrigger.compiler.Trigger(name='longlist_exclusions_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4c0c938a80903476912f0ad58b7cd6621797d420', operation='UPDATE', pgid='pgtrigger_longlist_exclusions_stand_c38db', table='catalog_longlistexclusion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='longlistexclusion',
            trigger=pgtrigger.compiler.Trigger(name='frozen_exclusions', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = (SELECT longlist_id FROM catalog_longliststep WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.step_id ELSE NEW.step_id END)) THEN RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='8fb1aa2560e5642afa7c7452028ae446627e76b4', operation='INSERT OR DELETE', pgid='pgtrigger_frozen_exclusions_fc762', table='catalog_longlistexclusion', when='BEFORE')),
        ),
    ]
