# Notices that end by one click.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='notification',
            name='unsubscribe',
            field=models.CharField(blank=True, help_text='Path of a signed link that ends them.', max_length=300),
        ),
    ]
