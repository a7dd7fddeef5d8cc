"""Question sets, their versions that never change once published, and evidence files that are kept as given."""

import catalog.question_sets.models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0008_offering_uploads'),
        ('organisations', '0004_company_details'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('offering', 'Of an offering'), ('declaration', 'Of a vendor about itself')], max_length=11)),
                ('title', models.CharField(max_length=120)),
                ('lot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='question_sets', to='catalog.lot')),
            ],
            options={
                'ordering': ['purpose', 'lot_id'],
            },
        ),
        migrations.CreateModel(
            name='QuestionSetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False)),
                ('content', wagtail.fields.StreamField([('section', 32)], block_lookup={0: ('wagtail.blocks.RegexBlock', (), {'help_text': 'Part of addresses, such as data-protection.', 'regex': '[a-z][a-z0-9-]{1,59}'}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 100}), 2: ('wagtail.blocks.CharBlock', (), {'max_length': 400, 'required': False}), 3: ('wagtail.blocks.RegexBlock', (), {'help_text': 'Its name in answers, such as support_hours; keep it in new versions.', 'regex': '[a-z][a-z0-9_]{1,58}[a-z0-9]'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 5: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Must be answered', 'required': False}), 6: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Everybody may read the answer', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'help_text': 'The key of an earlier question, where this one follows it.', 'max_length': 60, 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 9: ('wagtail.blocks.ListBlock', (8,), {'default': [], 'help_text': 'Asked after one of these answers: yes, no, a value.'}), 10: ('wagtail.blocks.ListBlock', (8,), {'default': [], 'help_text': 'Answers that a person looks at: yes, no, a value.'}), 11: ('wagtail.blocks.ListBlock', (8,), {'default': [], 'help_text': 'Answers that shut out: yes, no, a value.'}), 12: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('review_answers', 10), ('failing_answers', 11)]], {'label': 'Yes or no'}), 13: ('wagtail.blocks.RegexBlock', (), {'help_text': 'Kept in answers; never change it.', 'regex': '[a-z0-9][a-z0-9_-]{0,59}'}), 14: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 15: ('wagtail.blocks.StructBlock', [[('value', 13), ('label', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'min_num': 2}), 17: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('review_answers', 10), ('failing_answers', 11), ('choices', 16)]], {'label': 'One of several'}), 18: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('review_answers', 10), ('failing_answers', 11), ('choices', 16)]], {'label': 'Several of several'}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: days, percent', 'max_length': 40, 'required': False}), 20: ('wagtail.blocks.DecimalBlock', (), {'required': False}), 21: ('wagtail.blocks.IntegerBlock', (), {'default': 0, 'label': 'Decimal places', 'max_value': 6, 'min_value': 0}), 22: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('unit', 19), ('lowest', 20), ('highest', 20), ('places', 21)]], {'label': 'A number with its unit'}), 23: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('lowest', 20), ('highest', 20)]], {'label': 'An amount of money'}), 24: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9)]], {'label': 'A day'}), 25: ('wagtail.blocks.IntegerBlock', (), {'default': 4000, 'label': 'Most characters', 'max_value': 20000, 'min_value': 1}), 26: ('wagtail.blocks.IntegerBlock', (), {'min_value': 1, 'required': False}), 27: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'For lists: one a line.', 'max_value': 50, 'min_value': 1, 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('longest', 25), ('most_words', 26), ('most_lines', 27)]], {'label': 'Words'}), 29: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The document has a last day', 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('key', 3), ('label', 4), ('hint', 2), ('required', 5), ('public', 6), ('asked_when', 7), ('asked_answers', 9), ('expires', 29)]], {'label': 'A file as evidence'}), 31: ('wagtail.blocks.StreamBlock', [[('yes_no', 12), ('choice', 17), ('choices', 18), ('number', 22), ('money', 23), ('date', 24), ('text', 28), ('evidence', 30)]], {}), 32: ('wagtail.blocks.StructBlock', [[('code', 0), ('title', 1), ('about', 2), ('questions', 31)]], {})}, verbose_name='sections')),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalog.questionset')),
            ],
            options={
                'ordering': ['question_set', '-number'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=150)),
                ('suffix', models.CharField(max_length=5)),
                ('file', models.FileField(max_length=200, upload_to=catalog.question_sets.models.storage_path)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('added_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_files', to='organisations.organisation')),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-added_at', 'pk'],
                'indexes': [models.Index(fields=['expires_on'], name='evidence_by_last_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), ('verified_by__isnull', False), _connector='OR'), name='a_badge_names_who_gave_it')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidencefile',
            trigger=pgtrigger.compiler.Trigger(name='evidence_stays_as_given', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."suffix" IS DISTINCT FROM (NEW."suffix"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1db47d7fc53aa1f3d057d4145cbb49e813000e6c', operation='UPDATE', pgid='pgtrigger_evidence_stays_as_given_57ba2', table='catalog_evidencefile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidencefile',
            trigger=pgtrigger.compiler.Trigger(name='evidence_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2af29747576788c0de0512a156f1d78d994f7e83', operation='DELETE', pgid='pgtrigger_evidence_is_kept_7ff90', table='catalog_evidencefile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidencefile',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'this table is append-only';", hash='ea8d5f8d6277607909fcc61520ac41195908bd9f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_e717f', table='catalog_evidencefile', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='questionset',
            constraint=models.UniqueConstraint(fields=('purpose', 'lot'), name='one_question_set_per_purpose_and_lot', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='questionsetversion',
            constraint=models.UniqueConstraint(fields=('question_set', 'number'), name='one_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='questionsetversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='versions_count_from_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionsetversion',
            trigger=pgtrigger.compiler.Trigger(name='published_versions_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3afbd16affb363e0723fe4b2409d359764c6e472', operation='UPDATE OR DELETE', pgid='pgtrigger_published_versions_stay_c0852', table='catalog_questionsetversion', when='BEFORE')),
        ),
    ]
