from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('incidents', '0007_log_parts')]

    operations = [
        migrations.AddField(
            model_name='chronologyprint',
            name='content_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
