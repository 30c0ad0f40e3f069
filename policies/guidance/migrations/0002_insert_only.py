from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("guidance", "0001_initial")]
    operations = [
        insert_only("guidance_guidanceedition"),
        insert_only("guidance_guidancecheck"),
    ]
