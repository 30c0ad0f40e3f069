from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_log_reviews")]
    operations = [
        insert_only("reports_logreview"),
        insert_only("reports_logreviewpart"),
    ]
