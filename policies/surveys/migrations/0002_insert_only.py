from django.db import migrations

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [insert_only("surveys_paper"), insert_only("surveys_sheet")]
