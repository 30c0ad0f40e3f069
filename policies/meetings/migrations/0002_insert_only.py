from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [insert_only("meetings_minutes")]
