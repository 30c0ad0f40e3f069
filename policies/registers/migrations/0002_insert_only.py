from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]

    operations = [insert_only("registers_entrychange"), insert_only("registers_entrystep")]
