"""Which agreements are to be signed again after a material revision."""

import django.db.models.deletion
from django.db import migrations, models

from esafety.audit.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0003_mailed_as"),
        ("documents", "0003_review_set_on"),
        ("schools", "0002_pupils_role"),
    ]
    operations = [
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False,
                                           verbose_name="ID")),
                ("agreements", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_ref", models.CharField(max_length=60)),
                ("revision", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="renewal",
                    to="documents.policyrevision")),
                ("school", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to="schools.school")),
            ],
            options={"abstract": False},
        ),
        insert_only("reviews_renewal"),
    ]
