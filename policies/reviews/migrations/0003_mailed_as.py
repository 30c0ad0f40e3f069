"""A reminder says in which mail it went; a review without a change sets the date as well."""

from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import F, Max, Q

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


def say_whether_sent(apps, schema_editor):
    """Back again: what went in a mail was sent."""
    apps.get_model("reviews", "ReviewReminder").objects.update(
        sent=Q(mailed_as__isnull=False)
    )


def date_of_last_review(apps, schema_editor):
    """Only a review that changed nothing set the date: after others the next revision does."""
    policies = apps.get_model("documents", "Policy").objects.filter(review_set_on__isnull=False)
    kept = Max("reviews__done_at", filter=Q(reviews__outcome="no_change"))
    for row in policies.select_related("school").annotate(last=kept):
        day = row.last and row.last.astimezone(ZoneInfo(row.school.timezone)).date()
        if day and day > row.review_set_on:
            row.review_set_on = day
            row.save(update_fields=["review_set_on"])


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_insert_only"), ("documents", "0003_review_set_on")]
    operations = [
        migrations.RunPython(open_table, protect),
        migrations.AddField(
            "reviewreminder", "mailed_as", models.SmallIntegerField(null=True)
        ),
        migrations.RunPython(say_which_mail, migrations.RunPython.noop),
        # On the way back it is there again, empty, before it is filled and must not be empty.
        migrations.AlterField("reviewreminder", "sent", models.BooleanField(null=True)),
        migrations.RunPython(migrations.RunPython.noop, say_whether_sent),
        migrations.RemoveField("reviewreminder", "sent"),
        migrations.RunPython(date_of_last_review, migrations.RunPython.noop),
        migrations.RunPython(protect, open_table),
    ]
