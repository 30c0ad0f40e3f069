from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [
        insert_only("policies_ruletableversion"),
    ]
