# Saved searches and what fits them.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0011_plan_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('query', models.TextField(blank=True, help_text='As in the address, without the question mark.')),
                ('frequency', models.CharField(choices=[('instant', 'At once'), ('daily', 'Once a day'), ('weekly', 'Once a week, on Mondays'), ('none', 'No alerts')], default='daily', max_length=7, verbose_name='alerts')),
                ('as_member', models.BooleanField(help_text='Whether its owner belonged to an organisation: alerts end with that.')),
                ('ended_because', models.CharField(blank=True, help_text='Why Stoa ended the alerts.', max_length=200)),
                ('feed_token', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('created_at', models.DateTimeField()),
                ('looked_at', models.DateTimeField(editable=False, help_text='When the last alert was due and looked for.', null=True)),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'saved searches',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedSearchHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('at_start', models.BooleanField(default=False, help_text='It fitted already when the search was saved.')),
                ('told_at', models.DateTimeField(null=True)),
                ('offering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.offering')),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='catalog.savedsearch')),
            ],
            options={
                'ordering': ['-since', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='saved_search_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('ended_because', ''), ('frequency', 'none'), _connector='OR'), name='ended_alerts_are_no_longer_sent'),
        ),
        migrations.AddIndex(
            model_name='savedsearchhit',
            index=models.Index(condition=models.Q(('at_start', False)), fields=['search', '-since'], name='new_hits_of_a_search'),
        ),
        migrations.AddIndex(
            model_name='savedsearchhit',
            index=models.Index(condition=models.Q(('told_at__isnull', True)), fields=['search'], name='hits_to_tell'),
        ),
        migrations.AddConstraint(
            model_name='savedsearchhit',
            constraint=models.UniqueConstraint(fields=('search', 'offering'), name='offering_fits_a_search_once'),
        ),
        migrations.AddConstraint(
            model_name='savedsearchhit',
            constraint=models.CheckConstraint(condition=models.Q(('at_start', False), ('told_at__isnull', False), _connector='OR'), name='what_fitted_at_start_is_no_news'),
        ),
    ]
