from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('aup', '0014_forms_follow_their_job'),
    ]

    operations = [
        migrations.AddField(
            model_name='imageconsent',
            name='day_on_paper',
            field=models.DateField(blank=True, null=True, verbose_name='Day on the form'),
        ),
    ]
