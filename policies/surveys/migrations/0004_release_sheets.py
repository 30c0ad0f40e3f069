from django.db import migrations

from esafety.audit import triggers
from esafety.audit.triggers import insert_only
from policies.surveys import releasing


def release(_apps, schema_editor):
    releasing.release(schema_editor.connection)


def protect(_apps, schema_editor):
    triggers.unprotect(schema_editor.connection, "surveys_sheet")
    triggers.protect(schema_editor.connection, "surveys_sheet")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_tally")]
    operations = [insert_only("surveys_tally"), migrations.RunPython(release, protect)]
