from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        insert_only("documents_policyrevision"),
        insert_only("documents_consultationreply"),
    ]
