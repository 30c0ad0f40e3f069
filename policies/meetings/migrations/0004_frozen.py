from django.db import migrations

from esafety.audit.triggers import insert_only
from policies.meetings import freezing


def freeze(_apps, schema_editor):
    freezing.freeze(schema_editor.connection)


def thaw(_apps, schema_editor):
    freezing.thaw(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_corrections")]
    operations = [insert_only("meetings_correction"), migrations.RunPython(freeze, thaw)]
