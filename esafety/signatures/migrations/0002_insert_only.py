from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("signatures", "0001_initial")]
    operations = [
        insert_only("signatures_signedtext"),
        insert_only("signatures_signature"),
        insert_only("signatures_withdrawal"),
        insert_only("signatures_certificate"),
    ]
