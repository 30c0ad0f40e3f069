from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [
        insert_only("reviews_reviewcall"),
        insert_only("reviews_review"),
        insert_only("reviews_reviewreminder"),
        insert_only("reviews_acknowledgement"),
    ]
