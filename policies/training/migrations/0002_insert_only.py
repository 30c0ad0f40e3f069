from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]
    operations = [insert_only("training_needsanswer"), insert_only("training_certificate")]
