"""On which day the date of the next review was set: for what is there, the newest revision's, on
the school's own calendar."""

from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import Max


def of_newest_revision(apps, schema_editor):
    policies = apps.get_model("documents", "Policy").objects.filter(next_review_on__isnull=False)
    for row in policies.select_related("school").annotate(last=Max("revisions__published_at")):
        if row.last is not None:
            row.review_set_on = row.last.astimezone(ZoneInfo(row.school.timezone)).date()
            row.save(update_fields=["review_set_on"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_insert_only")]
    operations = [
        migrations.AddField(
            "policy", "review_set_on", models.DateField(blank=True, null=True)
        ),
        migrations.RunPython(of_newest_revision, migrations.RunPython.noop),
    ]
