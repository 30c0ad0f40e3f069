from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_triage")]
    operations = [
        insert_only("incidents_staffconcern"),
        insert_only("incidents_decision"),
        insert_only("incidents_measure"),
        insert_only("incidents_walk"),
        insert_only("incidents_walkstep"),
        insert_only("incidents_imageguard"),
        insert_only("incidents_sheet"),
        insert_only("incidents_concern"),
        insert_only("incidents_message"),
    ]
