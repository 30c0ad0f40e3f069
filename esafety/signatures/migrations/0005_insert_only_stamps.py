from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("signatures", "0004_time_stamps")]
    operations = [insert_only("signatures_timestamp")]
