from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [
        insert_only("incidents_submission"),
        insert_only("incidents_entry"),
        insert_only("incidents_notsameperson"),
    ]
