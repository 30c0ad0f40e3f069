from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("aup", "0003_asking")]
    operations = [insert_only("aup_answer")]
