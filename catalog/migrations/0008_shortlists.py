# Shortlists, and words of addresses that are no slugs.

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0007_lots'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Shortlist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=16, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ShortlistEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offering_name', models.CharField(help_text='As it was called when it was added.', max_length=200)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ShortlistNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='offering',
            constraint=models.CheckConstraint(condition=models.Q(('slug__in', ('compare', 'export', 'feed', 'new', 'search', 'suggest', 'suggestions')), _negated=True), name='offering_slug_is_no_word_of_addresses'),
        ),
        migrations.AddField(
            model_name='shortlist',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortlists', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='shortlist',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='shortlistentry',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='shortlistentry',
            name='offering',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortlist_entries', to='catalog.offering'),
        ),
        migrations.AddField(
            model_name='shortlistentry',
            name='removed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='shortlistentry',
            name='shortlist',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='catalog.shortlist'),
        ),
        migrations.AddField(
            model_name='shortlistnote',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='shortlistnote',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='catalog.shortlistentry'),
        ),
        migrations.AddConstraint(
            model_name='shortlist',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='shortlist_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='shortlistentry',
            constraint=models.UniqueConstraint(fields=('shortlist', 'offering'), name='offering_is_shortlisted_once'),
        ),
        migrations.AddConstraint(
            model_name='shortlistentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__gte', models.F('added_at')), ('removed_by__isnull', False)), _connector='OR'), name='removed_entry_names_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='shortlistnote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='shortlist_note_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shortlistnote',
            trigger=pgtrigger.compiler.Trigger(name='shortlist_notes_stand', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='90fb36960398bbe5d2ede766d084095e1a0d8297', operation='UPDATE', pgid='pgtrigger_shortlist_notes_stand_250f9', table='catalog_shortlistnote', when='BEFORE')),
        ),
    ]
