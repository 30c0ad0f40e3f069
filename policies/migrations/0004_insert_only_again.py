from django.db import migrations

from esafety.audit import triggers

TABLE = "policies_ruletableversion"


def protect_again(apps, schema_editor):
    """SQLite makes a table anew to give it columns, and the triggers go with the old one."""
    triggers.unprotect(schema_editor.connection, TABLE)
    triggers.protect(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("policies", "0003_drafts")]
    operations = [migrations.RunPython(protect_again, migrations.RunPython.noop)]
