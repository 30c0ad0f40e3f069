from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        insert_only("audit_auditevent"),
    ]
