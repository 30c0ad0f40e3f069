from django.db import migrations, models

from policies.meetings import freezing


def freeze(_apps, schema_editor):
    freezing.freeze(schema_editor.connection)


def thaw(_apps, schema_editor):
    freezing.thaw(schema_editor.connection)


class Migration(migrations.Migration):
    """SQLite makes the table anew, and its triggers would go with it."""

    dependencies = [("meetings", "0004_frozen")]
    operations = [
        migrations.RunPython(thaw, freeze),
        migrations.AddField(
            model_name="meeting",
            name="title",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="Title"),
            preserve_default=False,
        ),
        migrations.RunPython(freeze, thaw),
    ]
