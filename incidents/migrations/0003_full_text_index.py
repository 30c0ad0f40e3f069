from django.db import migrations

CREATE = (
    "CREATE INDEX incident_full_text ON incidents_incident "
    "USING gin (to_tsvector('english', search_text))"
)


def on_postgres(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_insert_only")]
    operations = [
        migrations.RunPython(on_postgres(CREATE), on_postgres("DROP INDEX incident_full_text"))
    ]
