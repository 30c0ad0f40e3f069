from django.db import migrations, models
from django.db.models import Q

from esafety import mail

_PORTION = 500


def number_what_was_sent(apps, schema_editor):
    """Letters that went out before have their number in their mail, so they are found as well."""
    letters = apps.get_model("aup", "Letter").objects.filter(sent_at__isnull=False).order_by("pk")
    last = 0
    while rows := list(letters.filter(pk__gt=last).only("pk")[:_PORTION]):
        for row in rows:
            row.message_number = mail.number_of(f"letter:{row.pk}")
        letters.bulk_update(rows, ["message_number"])
        last = rows[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('aup', '0015_images_day_on_paper'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='message_number',
            field=models.CharField(blank=True, max_length=40, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='address_mark',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='letter',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='returned_status',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(
                condition=Q(returned_at__isnull=False) | Q(returned_status=""),
                name='letter_returned_with_its_status',
            ),
        ),
        migrations.RunPython(number_what_was_sent, migrations.RunPython.noop),
    ]
