"""A reminder says in which mail it went; a review without a change sets the date as well."""

from django.db import migrations, models
from django.db.models import F, Max

from esafety.audit import triggers

TABLE = "reviews_reviewreminder"


def open_table(apps, schema_editor):
    triggers.unprotect(schema_editor.connection, TABLE)


def protect(apps, schema_editor):
    triggers.protect(schema_editor.connection, TABLE)


def say_which_mail(apps, schema_editor):
    """What was passed over before went in no mail: it stays without one."""
    apps.get_model("reviews", "ReviewReminder").objects.filter(sent=True).update(
        mailed_as=F("step")
    )


def date_of_last_review(apps, schema_editor):
    policies = apps.get_model("documents", "Policy").objects.filter(review_set_on__isnull=False)
    for row in policies.annotate(last=Max("reviews__done_at")):
        if row.last is not None and row.last.date() > row.review_set_on:
            row.review_set_on = row.last.date()
            row.save(update_fields=["review_set_on"])


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_insert_only"), ("documents", "0003_review_set_on")]
    operations = [
        migrations.RunPython(open_table, protect),
        migrations.AddField(
            "reviewreminder", "mailed_as", models.SmallIntegerField(null=True)
        ),
        migrations.RunPython(say_which_mail, migrations.RunPython.noop),
        migrations.RemoveField("reviewreminder", "sent"),
        migrations.RunPython(date_of_last_review, migrations.RunPython.noop),
        migrations.RunPython(protect, open_table),
    ]
